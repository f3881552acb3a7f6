package io.lattice.core.provider;

import io.lattice.api.chat.Bytes;
import io.lattice.config.ProviderSettings;
import io.lattice.core.dialect.ModelPage;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/**
 * Where a provider lists its models, which costs no tokens and proves the key.
 *
 * @param lists paths below the base URL; those after the first are for what is in none before
 * @param cursor the query parameter that asks for a further page; empty where there are none
 * @param names what is listed
 * @param reader fails with a DialectException where an answer is no list
 */
record ModelListing(
    List<Function<ProviderSettings, String>> lists,
    String cursor,
    Names names,
    Function<Bytes, ModelPage> reader) {

  /** What the ids of a list are. */
  enum Names {
    /** What a deployment's model id is compared with. */
    MODELS,
    /** What could be deployed: whether something is, only a call shows. */
    BASE_MODELS
  }

  ModelListing {
    lists = List.copyOf(lists);
  }

  /** One list that comes whole, in the words of OpenAI. */
  static ModelListing whole(String path) {
    return paged(path, "", ModelPage::read);
  }

  /** A list that comes page by page. */
  static ModelListing paged(String path, String cursor, Function<Bytes, ModelPage> reader) {
    return new ModelListing(List.of(provider -> path), cursor, Names.MODELS, reader);
  }

  /** A list of what could be deployed. */
  static ModelListing ofBaseModels(Function<ProviderSettings, String> path) {
    return new ModelListing(List.of(path), "", Names.BASE_MODELS, ModelPage::read);
  }

  /** The same with one more list, of models that the others leave out. */
  ModelListing and(String path) {
    return new ModelListing(List.of(lists.get(0), provider -> path), cursor, names, reader);
  }

  boolean isPaged() {
    return !cursor.isEmpty();
  }

  /** The path and query of a page. */
  String path(int list, String next, ProviderSettings provider) {
    String path = lists.get(list).apply(provider);
    return next.isEmpty()
        ? path
        : path
            + (path.contains("?") ? '&' : '?')
            + cursor
            + '='
            + URLEncoder.encode(next, StandardCharsets.UTF_8);
  }
}
