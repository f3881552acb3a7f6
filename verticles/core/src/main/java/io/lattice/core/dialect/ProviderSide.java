package io.lattice.core.dialect;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ChatRequest;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What is said to a provider and heard from it. */
public interface ProviderSide {

  /**
   * The provider's JSON for a request of ours. What the dialect has no word for and the answer does
   * not hang on is left out and told.
   *
   * @throws DialectException where the dialect cannot say it and dropping it would change the
   *     meaning
   */
  WrittenRequest writeRequest(ChatRequest request, UpstreamTarget target);

  /**
   * The caller's own JSON of this dialect with only that rewritten which must change: the model's
   * id, whether to stream, whether to report usage, and fields for which this provider would refuse
   * the request.
   */
  WrittenRequest adoptRequest(Bytes body, UpstreamTarget target);

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
