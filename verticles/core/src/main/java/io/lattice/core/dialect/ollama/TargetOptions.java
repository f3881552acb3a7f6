package io.lattice.core.dialect.ollama;

import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Json;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.UpstreamTarget;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an operator says of a model in the registry. It goes before what a caller says: another
 * window makes Ollama load the model anew, for everybody.
 */
final class TargetOptions {
  private static final Pattern TOKENS = Pattern.compile("[1-9]\\d{0,8}");
  private static final Pattern SECONDS = Pattern.compile("-?\\d{1,9}");

  private TargetOptions() {}

  /**
   * Tokens of prompt and answer together, or null where Ollama decides.
   *
   * @throws DialectException with INTERNAL where the registry has no number
   */
  static @Nullable Integer numCtx(UpstreamTarget target) {
    String said = target.options().get("num-ctx");
    if (said == null) {
      return null;
    }
    if (!TOKENS.matcher(said.strip()).matches()) {
      throw new DialectException(
          ErrorKind.INTERNAL,
          "model '%s' has num_ctx '%s' in models.yaml, which is no number of tokens"
              .formatted(target.modelId(), said));
    }
    return Integer.valueOf(said.strip());
  }

  /**
   * How long the model stays loaded, or null where Ollama decides: a number of seconds, or a
   * duration as Go writes it, which needs a unit.
   */
  static @Nullable Json keepAlive(UpstreamTarget target) {
    String said = target.options().get("keep-alive");
    if (said == null || said.isBlank()) {
      return null;
    }
    String text = said.strip();
    return SECONDS.matcher(text).matches()
        ? Json.of(Integer.toString(Integer.parseInt(text)))
        : Json.of(new JsonText().text(text).bytes().utf8());
  }
}
