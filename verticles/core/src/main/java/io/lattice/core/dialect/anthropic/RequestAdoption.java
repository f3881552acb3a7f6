package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.Bytes;
import io.lattice.core.dialect.JsonSpans;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.UpstreamTarget;
import io.lattice.core.dialect.WrittenRequest;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Makes a caller's own request one for the provider: the model, where it is named, and whether to
 * stream are rewritten, and the rest is copied byte for byte. A limit is added where there is none;
 * reasoning that another provider signed is left out, since Anthropic would refuse it.
 */
final class RequestAdoption {
  static final String MODEL = "model";
  static final String VERSION = "anthropic_version";
  private static final String STREAM = "stream";
  private static final String MESSAGES = "messages";

  private RequestAdoption() {}

  static WrittenRequest adopt(Bytes body, UpstreamTarget target) {
    JsonSpans fields = JsonSpans.of(body);
    Told told = new Told();
    Map<String, Bytes> set = new LinkedHashMap<>();
    Set<String> without = new HashSet<>();
    String version = TargetOptions.versionInBody(target);
    if (version == null) {
      set.put(MODEL, quoted(target.modelId()));
    } else {
      set.put(VERSION, quoted(version));
      without.add(MODEL);
    }
    if (fields.value(MaxTokens.FIELD) == null) {
      int added = MaxTokens.added(target, null);
      told.changed(MaxTokens.FIELD, added + " was added");
      set.put(MaxTokens.FIELD, Bytes.utf8(String.valueOf(added)));
    }
    if (target.streamed() || fields.value(STREAM) != null) {
      set.put(STREAM, Bytes.utf8(String.valueOf(target.streamed())));
    }
    withoutForeignThoughts(fields, set, told);
    return new WrittenRequest(fields.with(set, without), told.adaptation());
  }

  /** Sets the messages anew where another provider's reasoning is in them. */
  static void withoutForeignThoughts(JsonSpans fields, Map<String, Bytes> set, Told told) {
    Bytes messages = fields.value(MESSAGES);
    if (messages != null && ForeignThoughts.mayBeIn(messages)) {
      set.put(MESSAGES, ForeignThoughts.without(messages, told));
    }
  }

  static Bytes quoted(String text) {
    return new JsonText().text(text).bytes();
  }
}
