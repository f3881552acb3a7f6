package io.lattice.core.dialect.responses;

import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonFields;
import java.util.Map;

/**
 * The fields of a request that hang on what OpenAI keeps between requests. OpenAI itself gets them
 * as they are; to anybody else they mean nothing, and without them the question is another.
 *
 * <p>{@code store} alone may be left out, for which OpenAI keeps the answer: nobody misses what he
 * did not ask for, and the answer says that it was not kept.
 */
final class StatefulFields {
  private static final Map<String, String> REMEDIES =
      Map.of(
          "previous_response_id", "send the items of the conversation in input instead",
          "conversation", "send the items of the conversation in input instead",
          "prompt", "send its text in instructions instead");

  private StatefulFields() {}

  /**
   * Refuses a request that does not stand alone.
   *
   * @throws DialectException with INVALID_REQUEST that names the field and the remedy
   */
  static void refuse(JsonFields request) {
    refuse(request, "store", "nothing of an answer is kept here: set it to false");
    refuse(request, "background", "no answer is kept here to be asked for later: set it to false");
    REMEDIES.forEach(
        (name, remedy) -> {
          if (request.value(name) != null) {
            throw DialectException.invalid(
                name,
                "names what is kept at OpenAI, and another provider was to answer: " + remedy);
          }
        });
  }

  /** An item of the input that only points to one that OpenAI keeps. */
  static DialectException reference(JsonFields item) {
    return DialectException.invalid(
        item.path(),
        "points to an item that is kept at OpenAI, and another provider was to answer: send the"
            + " item itself");
  }

  private static void refuse(JsonFields request, String name, String remedy) {
    if (Boolean.TRUE.equals(request.flag(name))) {
      throw DialectException.invalid(name, "must not be true: " + remedy);
    }
  }
}
