package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.Adaptation;
import io.lattice.api.chat.Bytes;
import io.lattice.core.dialect.JsonSpans;
import io.lattice.core.dialect.WrittenRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes a caller's own request one for the provider. The path names the model and whether to
 * stream, so the very same bytes go on, but for two things: a {@code model} in the body, which
 * would be the caller's name for it, and proofs that we gave the caller to keep for somebody else.
 */
final class RequestAdoption {
  private static final String MODEL = "model";

  private RequestAdoption() {}

  static WrittenRequest adopt(Bytes body) {
    JsonSpans fields = JsonSpans.of(body);
    Bytes unnamed = fields.names().contains(MODEL) ? fields.with(Map.of(), Set.of(MODEL)) : body;
    // One byte a character: only ASCII is looked for, and all else stays as it is.
    String text = new String(unnamed.array(), StandardCharsets.ISO_8859_1);
    String clean = ForeignProof.without(text, PartWriter.NO_SIGNATURE);
    if (clean.equals(text)) {
      return new WrittenRequest(unnamed, Adaptation.NONE);
    }
    return new WrittenRequest(
        Bytes.wrap(clean.getBytes(StandardCharsets.ISO_8859_1)),
        Adaptation.of(
            List.of(),
            List.of("contents.parts.thoughtSignature (another provider's, not returned)")));
  }
}
