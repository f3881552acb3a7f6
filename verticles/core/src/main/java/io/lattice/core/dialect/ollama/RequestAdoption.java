package io.lattice.core.dialect.ollama;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.Json;
import io.lattice.core.dialect.JsonSpans;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.UpstreamTarget;
import io.lattice.core.dialect.WrittenRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a caller's own request one for the provider: the model's id, whether to stream and what the
 * registry says of the model are rewritten, and the rest is copied byte for byte.
 */
final class RequestAdoption {
  private static final String OPTIONS = "options";
  private static final String NUM_CTX = "num_ctx";
  private static final String KEEP_ALIVE = "keep_alive";
  private static final Bytes NOTHING = Bytes.utf8("{}");

  private RequestAdoption() {}

  static WrittenRequest adopt(Bytes body, UpstreamTarget target) {
    JsonSpans fields = JsonSpans.of(body);
    Changes changes = new Changes();
    Map<String, Bytes> set = new LinkedHashMap<>();
    set.put("model", new JsonText().text(target.modelId()).bytes());
    set.put("stream", Bytes.utf8(Boolean.toString(target.streamed())));
    Integer numCtx = TargetOptions.numCtx(target);
    if (numCtx != null) {
      Bytes said = valueOf(OPTIONS, fields);
      JsonSpans options = JsonSpans.of(said == null ? NOTHING : said);
      Bytes ours = Bytes.utf8(numCtx.toString());
      tell(valueOf(NUM_CTX, options), ours, OPTIONS + "." + NUM_CTX, changes);
      set.put(OPTIONS, options.with(Map.of(NUM_CTX, ours), Set.of()));
    }
    Json keepAlive = TargetOptions.keepAlive(target);
    if (keepAlive != null) {
      Bytes ours = Bytes.utf8(keepAlive.text());
      tell(valueOf(KEEP_ALIVE, fields), ours, KEEP_ALIVE, changes);
      set.put(KEEP_ALIVE, ours);
    }
    return new WrittenRequest(fields.with(set, Set.of()), changes.adaptation());
  }

  private static void tell(@Nullable Bytes said, Bytes ours, String field, Changes changes) {
    if (said != null && !said.equals(ours)) {
      changes.change(field, "as the registry has it");
    }
  }

  /** A field's value, or null where it has none or says nothing. */
  private static @Nullable Bytes valueOf(String field, JsonSpans fields) {
    Bytes value = fields.value(field);
    return value == null || value.utf8().equals("null") ? null : value;
  }
}
