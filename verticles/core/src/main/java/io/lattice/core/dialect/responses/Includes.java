package io.lattice.core.dialect.responses;

import io.lattice.api.chat.Json;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonFields;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.JsonTree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an answer is to hold besides what it says: the field {@code include}.
 *
 * @param logprobs whether log probabilities of its text
 * @param others what our vocabulary has no word for
 */
record Includes(boolean logprobs, List<String> others) {
  static final String FIELD = "include";
  static final String LOGPROBS = "message.output_text.logprobs";
  static final String ENCRYPTED = "reasoning.encrypted_content";

  /**
   * Models that do not think, and refuse a request for what they thought: "Encrypted content is not
   * supported with this model" (<a
   * href="https://github.com/pydantic/pydantic-ai/issues/2865">pydantic-ai #2865</a>, #3326).
   */
  private static final List<String> UNTHINKING =
      List.of("gpt-3", "gpt-4", "chatgpt-", "openai.gpt-4", "openai/gpt-4");

  Includes {
    others = List.copyOf(others);
  }

  static Includes read(JsonFields request) {
    List<String> others = new ArrayList<>();
    boolean logprobs = false;
    for (JsonTree item : request.list(FIELD)) {
      if (!item.is(JsonTree.Kind.STRING)) {
        throw DialectException.invalid(FIELD, "must be a list of strings");
      }
      logprobs |= item.text().equals(LOGPROBS);
      if (!item.text().equals(LOGPROBS) && !item.text().equals(ENCRYPTED)) {
        others.add(item.text());
      }
    }
    return new Includes(logprobs, others);
  }

  /** Keeps the others beside the request. */
  void keep(Map<String, Json> extras) {
    if (!others.isEmpty()) {
      extras.put(FIELD, Json.of(list(others)));
    }
  }

  /** The field for a provider, or null where nothing is to be included. */
  static @Nullable Json write(boolean logprobs, String modelId, @Nullable Json others) {
    Set<String> all = new LinkedHashSet<>();
    if (thinks(modelId)) {
      all.add(ENCRYPTED);
    }
    if (logprobs) {
      all.add(LOGPROBS);
    }
    if (others != null) {
      JsonTree.read(others).items().stream()
          .filter(item -> item.is(JsonTree.Kind.STRING))
          .forEach(item -> all.add(item.text()));
    }
    return all.isEmpty() ? null : Json.of(list(List.copyOf(all)));
  }

  private static boolean thinks(String modelId) {
    return UNTHINKING.stream().noneMatch(modelId::startsWith) && !modelId.endsWith("-chat-latest");
  }

  private static String list(List<String> words) {
    JsonText json = new JsonText().startArray();
    words.forEach(json::text);
    return json.endArray().bytes().utf8();
  }
}
