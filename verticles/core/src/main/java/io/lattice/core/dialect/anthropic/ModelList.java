package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.Bytes;
import io.lattice.core.dialect.AnswerProgress;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonTree;
import java.util.List;
import java.util.stream.Stream;

/** The models that Anthropic offers, as {@code GET /v1/models} lists them. */
public final class ModelList {
  private ModelList() {}

  /**
   * Their ids.
   *
   * @throws DialectException with UPSTREAM_PROTOCOL where the body is no such list
   */
  public static List<String> read(Bytes body) {
    JsonTree data = JsonTree.read(body).get("data", JsonTree.Kind.ARRAY);
    if (data == null) {
      throw AnswerProgress.protocol("the provider's list of models has no data");
    }
    return data.items().stream().flatMap(item -> Stream.ofNullable(item.string("id"))).toList();
  }
}
