package io.lattice.core.dialect.ollama;

import io.lattice.api.chat.Bytes;
import io.lattice.core.dialect.AnswerProgress;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonTree;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The models that are installed ({@code /api/tags}), or loaded ({@code /api/ps}). */
public record ModelList(List<Model> models) {

  /**
   * One of them.
   *
   * @param name with its tag: {@code llama3.2:latest}
   * @param contextLength tokens of the window with which it is loaded; null where it is not told
   */
  public record Model(String name, @Nullable Integer contextLength) {}

  public ModelList {
    models = List.copyOf(models);
  }

  /**
   * Reads either list.
   *
   * @throws DialectException with UPSTREAM_PROTOCOL where it is none
   */
  public static ModelList read(Bytes body) {
    JsonTree json = JsonTree.read(body);
    JsonTree list = json.get("models", JsonTree.Kind.ARRAY);
    if (list == null) {
      throw AnswerProgress.protocol("the provider's address answered with no list of models");
    }
    List<Model> models = new ArrayList<>();
    for (JsonTree item : list.items()) {
      String name = item.string("model") == null ? item.string("name") : item.string("model");
      if (name != null && !name.isBlank()) {
        models.add(new Model(name, contextLength(item)));
      }
    }
    return new ModelList(models);
  }

  private static @Nullable Integer contextLength(JsonTree item) {
    JsonTree length = item.get("context_length");
    BigDecimal number = length == null ? null : length.number();
    return number == null || number.signum() <= 0 || number.precision() - number.scale() > 9
        ? null
        : (Integer) number.intValue();
  }
}
