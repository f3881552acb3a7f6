package io.lattice.core.provider;

import io.lattice.api.chat.Bytes;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.ModelPage;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import java.util.Set;

/**
 * What a provider answered where it was asked for a list.
 *
 * @param body its beginning, or all of it
 * @param isCut whether the body is longer than what is here
 */
record ListAnswer(int status, MultiMap headers, Bytes body, boolean isCut) {
  private static final Set<Integer> NO_SUCH_LIST = Set.of(403, 404, 405);

  /** Whether the provider has no such list, or none for us. */
  boolean isNone() {
    return NO_SUCH_LIST.contains(status);
  }

  /** Throws a ChatFailure where this is nothing that a provider would answer with. */
  void require(String provider, ProviderRow row) {
    if (status < 200 || status >= 300) {
      throw CheckProblem.refused(
          provider, status, row.dialect().readError(status, headers::get, body).kind());
    }
    if (BodyForm.of(headers.get(HttpHeaders.CONTENT_TYPE)) == BodyForm.FOREIGN) {
      throw CheckProblem.foreign(provider);
    }
  }

  /** Throws a ChatFailure where this is no list. */
  ModelPage page(String provider, ProviderRow row) {
    try {
      return row.listing().reader().apply(body);
    } catch (DialectException garbage) {
      throw CheckProblem.noList(provider);
    }
  }
}
