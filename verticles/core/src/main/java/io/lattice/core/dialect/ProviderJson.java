package io.lattice.core.dialect;

import com.fasterxml.jackson.core.JsonParser;
import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ErrorKind;
import java.io.IOException;

/** How a provider's JSON is read where it is not needed as a tree. */
public final class ProviderJson {
  private ProviderJson() {}

  /**
   * A parser over all of the bytes.
   *
   * @throws DialectException with UPSTREAM_PROTOCOL where they are not even UTF-8
   */
  public static JsonParser parser(Bytes json) throws IOException {
    if (JsonFactories.isWide(json.array())) {
      throw notJson();
    }
    return JsonFactories.forProvider(json.array());
  }

  /** What every unreadable piece of an answer is. */
  public static DialectException notJson() {
    return new DialectException(
        ErrorKind.UPSTREAM_PROTOCOL, "the provider sent something that is not JSON");
  }
}
