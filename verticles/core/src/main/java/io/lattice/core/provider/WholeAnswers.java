package io.lattice.core.provider;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ErrorKind;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.Framer;
import io.lattice.core.dialect.ProviderAnswers;
import io.lattice.core.dialect.Reading;
import io.lattice.core.dialect.StreamDecoder;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What is heard of a provider that was asked for something else than a chat, and answers whole.
 *
 * @param meaning of an answer with a success status
 */
record WholeAnswers(Failures failures, Function<Bytes, List<ChatEvent>> meaning)
    implements ProviderAnswers {

  /** What an answer with a failure status means. */
  @FunctionalInterface
  interface Failures {
    ChatError read(int status, Function<String, @Nullable String> header, Bytes body);
  }

  @Override
  public Framer framer(int maxFrameBytes) {
    throw noStream();
  }

  @Override
  public StreamDecoder streamDecoder(Reading reading) {
    throw noStream();
  }

  private static DialectException noStream() {
    return new DialectException(
        ErrorKind.UPSTREAM_PROTOCOL,
        "the provider answered with an event stream where none was asked for");
  }

  @Override
  public List<ChatEvent> decodeWhole(Bytes body, Reading reading) {
    return meaning.apply(body);
  }

  @Override
  public ChatError readError(int status, Function<String, @Nullable String> header, Bytes body) {
    return failures.read(status, header, body);
  }
}
