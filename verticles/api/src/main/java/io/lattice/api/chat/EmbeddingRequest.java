package io.lattice.api.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Texts to be turned into vectors, one each.
 *
 * @param model the logical name of the model registry
 * @param inputs at least one
 * @param dimensions how long a vector shall be; null leaves it to the model
 * @param endUser a stable, opaque id of the person behind the caller, or null
 * @param extras parameters that the reader did not know, by name
 */
public record EmbeddingRequest(
    String model,
    List<Input> inputs,
    @Nullable Integer dimensions,
    @Nullable String endUser,
    Map<String, Json> extras) {

  /** One text. */
  public sealed interface Input {}

  /** As it is read. */
  public record Text(String text) implements Input {
    public Text {
      Objects.requireNonNull(text, "text");
    }
  }

  /** As numbers of the model's own tokenizer. */
  public record Tokens(List<Integer> tokens) implements Input {
    public Tokens {
      tokens = List.copyOf(tokens);
    }
  }

  public EmbeddingRequest {
    Objects.requireNonNull(model, "model");
    inputs = List.copyOf(inputs);
    extras = Map.copyOf(extras);
    if (inputs.isEmpty()) {
      throw new IllegalArgumentException("inputs must hold at least one text");
    }
    if (dimensions != null && dimensions < 1) {
      throw new IllegalArgumentException("dimensions must be at least 1, not " + dimensions);
    }
  }

  /** Some texts, everything else left to the model. */
  public static EmbeddingRequest of(String model, String... texts) {
    List<Input> inputs = new ArrayList<>();
    for (String text : texts) {
      inputs.add(new Text(text));
    }
    return new EmbeddingRequest(model, inputs, null, null, Map.of());
  }
}
