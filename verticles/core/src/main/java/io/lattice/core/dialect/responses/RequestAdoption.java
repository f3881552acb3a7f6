package io.lattice.core.dialect.responses;

import io.lattice.api.chat.Adaptation;
import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.Json;
import io.lattice.core.dialect.CallProof;
import io.lattice.core.dialect.JsonSpans;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.UpstreamTarget;
import io.lattice.core.dialect.WrittenRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes a caller's own request one for the provider: only the model's id and whether to stream are
 * rewritten, and the rest is copied byte for byte.
 *
 * <p>Proofs of another dialect are left out where the conversation has any: they were ours to hand
 * out, and the provider would refuse the request for them.
 */
final class RequestAdoption {
  private static final Bytes TRUE = Bytes.utf8("true");
  private static final Bytes FALSE = Bytes.utf8("false");
  private static final String INPUT = "input";

  private RequestAdoption() {}

  static WrittenRequest adopt(Bytes body, UpstreamTarget target) {
    JsonSpans fields = JsonSpans.of(body);
    Map<String, Bytes> set = new LinkedHashMap<>();
    Set<String> without = new LinkedHashSet<>();
    List<String> dropped = new ArrayList<>();
    set.put("model", new JsonText().text(target.modelId()).bytes());
    if (target.streamed() || fields.value("stream") != null) {
      set.put("stream", target.streamed() ? TRUE : FALSE);
    }
    if (!target.streamed()) {
      without.add("stream_options");
    }
    Bytes input = fields.value(INPUT);
    if (input != null && mayHoldForeignProofs(input)) {
      set.put(INPUT, withoutForeignProofs(input, dropped));
    }
    return new WrittenRequest(fields.with(set, without), Adaptation.dropping(dropped));
  }

  /** Nearly no request does, so that nearly none is taken apart. */
  private static boolean mayHoldForeignProofs(Bytes input) {
    String text = new String(input.array(), StandardCharsets.ISO_8859_1);
    return text.contains("\"" + CarriedProof.MARK) || text.contains("\"" + CallProof.FIELD + "\"");
  }

  private static Bytes withoutForeignProofs(Bytes input, List<String> dropped) {
    JsonTree items = JsonTree.read(input);
    if (!items.is(JsonTree.Kind.ARRAY)) {
      return input;
    }
    JsonText json = new JsonText().startArray();
    for (int i = 0; i < items.items().size(); i++) {
      JsonTree item = items.items().get(i);
      String path = INPUT + "[" + i + "]";
      if (isForeign(item.string("encrypted_content"))) {
        dropped.add(path);
      } else if (item.get(CallProof.FIELD) != null) {
        dropped.add(path + "." + CallProof.FIELD);
        json.json(without(CallProof.FIELD, item), path);
      } else {
        json.json(item.json(), path);
      }
    }
    return json.endArray().bytes();
  }

  private static Json without(String field, JsonTree item) {
    Bytes object = Bytes.utf8(item.json().text());
    return Json.of(JsonSpans.of(object).with(Map.of(), Set.of(field)).utf8());
  }

  private static boolean isForeign(@Nullable String encrypted) {
    return encrypted != null && !CarriedProof.read(encrypted).isOf(ResponsesDialect.NAME);
  }
}
