package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ChatRequest;
import io.lattice.core.dialect.Dialect;
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
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Anthropic's messages API, as callers and providers speak it.
 *
 * @param limits of what callers send
 */
public record AnthropicDialect(JsonLimits limits) implements Dialect {
  /** The dialect's name, and the owner of opaque pieces that only it understands. */
  public static final String NAME = "anthropic";

  /** The version of the API that is spoken: what the header {@code anthropic-version} says. */
  public static final String VERSION = "2023-06-01";

  public AnthropicDialect {
    Objects.requireNonNull(limits, "limits");
  }

  public static AnthropicDialect create() {
    return new AnthropicDialect(JsonLimits.DEFAULT);
  }

  /** {@code /v1/messages/count_tokens}. */
  public static TokenCounting counting() {
    return new TokenCounting(
        TokenCount::write, TokenCount::adopt, TokenCount::read, body -> body, TokenCount::write);
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
    return RequestReader.read(body, model, limits);
  }

  @Override
  public WrittenRequest writeRequest(ChatRequest request, UpstreamTarget target) {
    return new RequestWriter(request, target).write();
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
    return FailureReader.read(status, header, body);
  }

  @Override
  public StreamEncoder streamEncoder(Writing writing) {
    return new MessageEncoder(writing);
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
