package io.lattice.core.dialect.gemini;

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
import io.lattice.core.dialect.StreamDecoder;
import io.lattice.core.dialect.StreamEncoder;
import io.lattice.core.dialect.StreamFraming;
import io.lattice.core.dialect.TokenCounting;
import io.lattice.core.dialect.UpstreamTarget;
import io.lattice.core.dialect.Writing;
import io.lattice.core.dialect.WrittenRequest;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Google's {@code generateContent} and {@code streamGenerateContent}, as callers speak it and as
 * the Gemini API and Vertex AI do. Both are the same dialect: what a caller says passes through to
 * either.
 *
 * @param limits of what callers send
 */
public record GeminiDialect(GeminiApi api, JsonLimits limits) implements Dialect {
  /** The dialect's name, and the owner of opaque pieces that only it understands. */
  public static final String NAME = "gemini";

  public GeminiDialect {
    Objects.requireNonNull(api, "api");
    Objects.requireNonNull(limits, "limits");
  }

  public static GeminiDialect of(GeminiApi api) {
    return new GeminiDialect(api, JsonLimits.DEFAULT);
  }

  /** The same with other limits for callers. */
  public GeminiDialect withLimits(JsonLimits others) {
    return new GeminiDialect(api, others);
  }

  /** {@code :countTokens}. */
  public static TokenCounting counting(GeminiApi api) {
    return new TokenCounting(
        (request, target) -> TokenCount.write(request, target, api),
        (question, target) -> TokenCount.adopt(question, target, api),
        TokenCount::read,
        TokenCount::question,
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
    return RequestReader.read(body, model, limits);
  }

  @Override
  public WrittenRequest writeRequest(ChatRequest request, UpstreamTarget target) {
    return new RequestWriter(request, target, api).write();
  }

  @Override
  public WrittenRequest adoptRequest(Bytes body, UpstreamTarget target) {
    return RequestAdoption.adopt(body);
  }

  @Override
  public Framer framer(int maxFrameBytes) {
    return new SniffingFramer(maxFrameBytes, JsonValueFramer::new, GeminiFramer::new);
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
    return GoogleError.read(status, header, body);
  }

  @Override
  public String streamType(Writing writing) {
    return writing.framing() == StreamFraming.ARRAY ? "application/json" : "text/event-stream";
  }

  @Override
  public StreamEncoder streamEncoder(Writing writing) {
    StreamEncoder events = new ChunkEncoder(writing);
    return writing.framing() == StreamFraming.ARRAY ? new ArrayFraming(events) : events;
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
