package io.lattice.core.dialect.openai;

import io.lattice.api.chat.Adaptation;
import io.lattice.api.chat.Bytes;
import io.lattice.core.dialect.JsonSpans;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.UpstreamTarget;
import io.lattice.core.dialect.WrittenRequest;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * Makes a caller's own request one for the provider: only the model's id, whether to stream and
 * whether to report usage are rewritten, and the rest is copied byte for byte.
 */
final class RequestAdoption {
  private static final Bytes TRUE = Bytes.utf8("true");
  private static final Bytes FALSE = Bytes.utf8("false");
  private static final Bytes USAGE = Bytes.utf8("{\"include_usage\":true}");

  private RequestAdoption() {}

  static WrittenRequest adopt(Bytes body, UpstreamTarget target, OpenAiFlavor flavor) {
    JsonSpans fields = JsonSpans.of(body);
    Map<String, Bytes> set = new LinkedHashMap<>();
    Set<String> dropped = dropped(fields, flavor);
    Set<String> without = new LinkedHashSet<>(dropped);
    set.put("model", quoted(target.modelId()));
    if (target.streamed() || fields.value("stream") != null) {
      set.put("stream", target.streamed() ? TRUE : FALSE);
    }
    if (target.streamed() && target.usageInStream()) {
      set.put("stream_options", withUsage(fields));
    } else {
      without.add("stream_options");
    }
    return new WrittenRequest(fields.with(set, without), Adaptation.dropping(dropped));
  }

  /** The fields that the provider would refuse the request for. */
  private static Set<String> dropped(JsonSpans fields, OpenAiFlavor flavor) {
    Set<String> dropped = new LinkedHashSet<>(fields.names());
    dropped.removeIf(flavor::passes);
    return dropped;
  }

  /** Other options of the stream are the caller's affair. */
  private static Bytes withUsage(JsonSpans fields) {
    Bytes options = fields.value("stream_options");
    if (options == null || options.utf8().equals("null")) {
      return USAGE;
    }
    return JsonSpans.of(options).with(Map.of("include_usage", TRUE), Set.of());
  }

  private static Bytes quoted(String text) {
    return new JsonText().text(text).bytes();
  }
}
