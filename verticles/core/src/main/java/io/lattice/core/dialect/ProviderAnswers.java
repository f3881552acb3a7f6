package io.lattice.core.dialect;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is heard from a provider. */
public interface ProviderAnswers {

  /** A new framer for one streamed answer. */
  Framer framer(int maxFrameBytes);

  /** A new decoder for one streamed answer. */
  StreamDecoder streamDecoder(Reading reading);

  /**
   * Every event of a whole answer with a success status, the terminal one last. An error body under
   * status 200, HTML or cut JSON is a {@link ChatEvent.MessageFailed}.
   */
  List<ChatEvent> decodeWhole(Bytes body, Reading reading);

  /**
   * What an answer with a failure status means: body first, status second.
   *
   * @param header gives the value of a response header by its lower-case name, or null
   */
  ChatError readError(int status, Function<String, @Nullable String> header, Bytes body);
}
