package io.lattice.core.dialect.responses;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ChatRequest;
import io.lattice.core.dialect.Dialect;
import io.lattice.core.dialect.ErrorReader;
import io.lattice.core.dialect.Framer;
import io.lattice.core.dialect.JsonLimits;
import io.lattice.core.dialect.Reading;
import io.lattice.core.dialect.RequestFacts;
import io.lattice.core.dialect.SniffingFramer;
import io.lattice.core.dialect.SseFramer;
import io.lattice.core.dialect.StreamDecoder;
import io.lattice.core.dialect.StreamEncoder;
import io.lattice.core.dialect.TokenCounting;
import io.lattice.core.dialect.UpstreamTarget;
import io.lattice.core.dialect.Writing;
import io.lattice.core.dialect.WrittenRequest;
import io.lattice.core.dialect.openai.ErrorWriter;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * OpenAI's <a href="https://platform.openai.com/docs/api-reference/responses">Responses API</a>, as
 * callers speak it and as OpenAI, Azure, xAI and Bedrock's OpenAI endpoint do.
 *
 * @param limits of what callers send
 */
public record ResponsesDialect(JsonLimits limits) implements Dialect {
  /** The dialect's name, and the owner of opaque pieces that only it understands. */
  public static final String NAME = "openai-responses";

  /** With the default limits. */
  public ResponsesDialect() {
    this(JsonLimits.DEFAULT);
  }

  public ResponsesDialect {
    Objects.requireNonNull(limits, "limits");
  }

  /** {@code /responses/input_tokens}. */
  public TokenCounting counting() {
    return new TokenCounting(
        (request, target) -> TokenCount.of(writeRequest(request, target)),
        (question, target) -> TokenCount.of(adoptRequest(question, target)),
        TokenCount::read,
        body -> body,
        TokenCount::write);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public RequestFacts inspect(Bytes body) {
    return RequestInspection.inspect(body, limits);
  }

  @Override
  public ChatRequest readRequest(Bytes body, String model) {
    return RequestReader.read(body, limits);
  }

  @Override
  public WrittenRequest writeRequest(ChatRequest request, UpstreamTarget target) {
    return new RequestWriter(request).write(target);
  }

  @Override
  public WrittenRequest adoptRequest(Bytes body, UpstreamTarget target) {
    return RequestAdoption.adopt(body, target);
  }

  @Override
  public Framer framer(int maxFrameBytes) {
    return new SniffingFramer(maxFrameBytes, SseFramer::new);
  }

  @Override
  public StreamDecoder streamDecoder(Reading reading) {
    return reading.nativeBytes() ? new NativeDecoder(reading) : new TypedDecoder(reading);
  }

  @Override
  public List<ChatEvent> decodeWhole(Bytes body, Reading reading) {
    return reading.nativeBytes()
        ? NativeDecoder.whole(body, reading)
        : TypedDecoder.whole(body, reading);
  }

  @Override
  public ChatError readError(int status, Function<String, @Nullable String> header, Bytes body) {
    return ErrorReader.read(status, header, body);
  }

  @Override
  public StreamEncoder streamEncoder(Writing writing) {
    return new EventEncoder(writing);
  }

  @Override
  public Bytes writeWhole(List<ChatEvent> events, Writing writing) {
    return WholeWriter.write(events, writing);
  }

  @Override
  public Bytes writeError(ChatError error) {
    return ErrorWriter.write(error);
  }
}
