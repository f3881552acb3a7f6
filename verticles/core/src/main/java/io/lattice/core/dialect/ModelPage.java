package io.lattice.core.dialect;

import io.lattice.api.chat.Bytes;
import io.lattice.core.dialect.JsonTree.Kind;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of the models that a provider lists.
 *
 * @param ids in the provider's own words, aliases among them
 * @param next what asks for the page after this one; null where this is the last
 */
public record ModelPage(List<String> ids, @Nullable String next) {
  /** A list without anything in it. */
  public static final ModelPage EMPTY = new ModelPage(List.of(), null);

  public ModelPage {
    ids = List.copyOf(ids);
  }

  /** A list that comes whole. */
  public static ModelPage whole(List<String> ids) {
    return new ModelPage(ids, null);
  }

  /**
   * A list as OpenAI and those who follow it send one, whole, and Anthropic page by page: objects
   * with an {@code id}. xAI names the array otherwise and adds aliases; some send nothing but it.
   *
   * @throws DialectException with UPSTREAM_PROTOCOL where it is no list of models
   */
  public static ModelPage read(Bytes answer) {
    JsonTree json = JsonTree.read(answer);
    JsonTree list = listIn(json);
    if (list == null) {
      throw AnswerProgress.protocol("the provider's answer is no list of models");
    }
    List<String> ids = new ArrayList<>();
    for (JsonTree model : list.items()) {
      String id = model.string("id");
      if (id != null) {
        ids.add(id);
      }
      JsonTree aliases = model.get("aliases", Kind.ARRAY);
      if (aliases != null) {
        aliases.items().forEach(alias -> ids.add(alias.text()));
      }
    }
    JsonTree more = json.get("has_more", Kind.BOOLEAN);
    return new ModelPage(
        ids, more != null && more.text().equals("true") ? json.string("last_id") : null);
  }

  private static @Nullable JsonTree listIn(JsonTree json) {
    if (json.is(Kind.ARRAY)) {
      return json;
    }
    JsonTree data = json.get("data", Kind.ARRAY);
    return data == null ? json.get("models", Kind.ARRAY) : data;
  }
}
