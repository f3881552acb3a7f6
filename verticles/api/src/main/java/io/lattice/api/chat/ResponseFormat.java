package io.lattice.api.chat;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The form of the answer. */
public sealed interface ResponseFormat {

  /** Free text. */
  record Text() implements ResponseFormat {}

  /** Any JSON object; most providers also want the word JSON in the prompt. */
  record JsonObject() implements ResponseFormat {}

  /**
   * JSON that matches a schema.
   *
   * @param strict whether the provider must enforce it; null leaves it to the provider
   */
  record JsonSchema(
      String name, @Nullable String description, Json schema, @Nullable Boolean strict)
      implements ResponseFormat {
    public JsonSchema {
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(schema, "schema");
    }
  }
}
