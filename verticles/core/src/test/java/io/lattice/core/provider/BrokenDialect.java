package io.lattice.core.provider;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ChatRequest;
import io.lattice.core.dialect.Dialect;
import io.lattice.core.dialect.Framer;
import io.lattice.core.dialect.Reading;
import io.lattice.core.dialect.RequestFacts;
import io.lattice.core.dialect.StreamDecoder;
import io.lattice.core.dialect.StreamEncoder;
import io.lattice.core.dialect.UpstreamTarget;
import io.lattice.core.dialect.WireFrame;
import io.lattice.core.dialect.Writing;
import io.lattice.core.dialect.WrittenRequest;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's dialect with one defect.
 *
 * @param problem made anew each time the defect shows
 */
record BrokenDialect(Dialect sound, Defect defect, Supplier<RuntimeException> problem)
    implements Dialect {

  /** Where it breaks down. */
  enum Defect {
    MAKING_A_DECODER,
    DECODING,
    ENDING,
    DECODING_A_WHOLE,
    READING_AN_ERROR,
    /** Does not break down, and does not say that the answer is over. */
    FORGETTING_THE_END
  }

  private void check(Defect point) {
    if (defect == point) {
      throw problem.get();
    }
  }

  @Override
  public String name() {
    return sound.name();
  }

  @Override
  public WrittenRequest writeRequest(ChatRequest request, UpstreamTarget target) {
    return sound.writeRequest(request, target);
  }

  @Override
  public WrittenRequest adoptRequest(Bytes body, UpstreamTarget target) {
    return sound.adoptRequest(body, target);
  }

  @Override
  public Framer framer(int maxFrameBytes) {
    return sound.framer(maxFrameBytes);
  }

  @Override
  public StreamDecoder streamDecoder(Reading reading) {
    check(Defect.MAKING_A_DECODER);
    StreamDecoder decoder = sound.streamDecoder(reading);
    return new StreamDecoder() {
      @Override
      public List<ChatEvent> decode(List<WireFrame> frames) {
        check(Defect.DECODING);
        return decoder.decode(frames);
      }

      @Override
      public List<ChatEvent> end() {
        check(Defect.ENDING);
        return defect == Defect.FORGETTING_THE_END ? List.of() : decoder.end();
      }
    };
  }

  @Override
  public List<ChatEvent> decodeWhole(Bytes body, Reading reading) {
    check(Defect.DECODING_A_WHOLE);
    return sound.decodeWhole(body, reading);
  }

  @Override
  public ChatError readError(int status, Function<String, @Nullable String> header, Bytes body) {
    check(Defect.READING_AN_ERROR);
    return sound.readError(status, header, body);
  }

  @Override
  public RequestFacts inspect(Bytes body) {
    return sound.inspect(body);
  }

  @Override
  public ChatRequest readRequest(Bytes body, String model) {
    return sound.readRequest(body, model);
  }

  @Override
  public StreamEncoder streamEncoder(Writing writing) {
    return sound.streamEncoder(writing);
  }

  @Override
  public Bytes writeWhole(List<ChatEvent> events, Writing writing) {
    return sound.writeWhole(events, writing);
  }

  @Override
  public Bytes writeError(ChatError error) {
    return sound.writeError(error);
  }
}
