package io.lattice.core.usage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatCall;
import io.lattice.api.chat.ChatEvent.NativeBytes;
import io.lattice.core.dialect.JsonTree;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How far the estimates of recorded streams are from what their providers counted: between half and
 * one and a half times as much, but for what nobody can see, which is thinking and the prompt that
 * a provider puts to a question by itself.
 */
class RecordedEstimateTest {
  private static final Path ROOT =
      Path.of(System.getProperty("lattice.root", "."), "..", "shared", "facts", "fixtures")
          .normalize();

  /** How to call tools, who a model is: what providers put in by themselves. */
  private static final double UNSEEN_INPUT = 250;

  /** Around an answer of a reasoning model, beside what it counts as reasoning. */
  private static final double UNSEEN_OUTPUT = 60;

  /** Around a turn, and between the frames of an answer of a few words. */
  private static final double SLACK = 20;

  private final TokenEstimate tokens = new Tokenizer(Runnable::run);

  @BeforeEach
  void begin() {
    assumeTrue(Files.isDirectory(ROOT), "no recordings at " + ROOT + ": nothing is checked");
    tokens.tokens("the table is read now");
  }

  /** Tokens as a provider counted them; some of its thinking may have been shown. */
  private record Counted(double input, double answer, double answerAndThinking) {}

  private record Pair(String name, long input, long output, Counted counted) {
    boolean isClose() {
      return input >= counted.input / 2 - UNSEEN_INPUT
          && input <= counted.input * 1.5 + SLACK
          && output >= counted.answer / 2 - UNSEEN_OUTPUT
          && output <= counted.answerAndThinking * 1.5 + SLACK;
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "azure", "xai", "anthropic", "google", "vertex"})
  void isCloseToWhatAProviderCounted(String provider) throws IOException {
    List<Pair> pairs = new ArrayList<>();
    for (Path folder : streams(ROOT.resolve(provider))) {
      Pair pair = pair(folder);
      if (pair != null) {
        pairs.add(pair);
      }
    }
    assumeTrue(!pairs.isEmpty(), "no stream of " + provider + " with usage was recorded");

    assertThat(pairs).allMatch(Pair::isClose);
  }

  private static List<Path> streams(Path provider) throws IOException {
    try (Stream<Path> cases = Files.list(provider)) {
      return cases.filter(each -> Files.exists(each.resolve("response.sse"))).sorted().toList();
    }
  }

  private @Nullable Pair pair(Path folder) throws IOException {
    JsonObject exchange = new JsonObject(Files.readString(folder.resolve("exchange.json")));
    OutputEstimate output = new OutputEstimate();
    Counted counted = new Counted(0, 0, 0);
    for (String frame : Files.readString(folder.resolve("response.sse")).split("\\R\\R")) {
      output.add(new NativeBytes(Bytes.utf8(frame), saysSomething(frame)));
      for (String line : frame.lines().filter(each -> each.startsWith("data: {")).toList()) {
        counted = read(line, counted);
      }
    }
    Object body = exchange.getJsonObject("request").getValue("body");
    if (counted.answerAndThinking == 0 || !(body instanceof JsonObject asked)) {
      return null;
    }
    var call = new ChatCall.Native("any", Bytes.utf8(asked.encode()), false);
    return new Pair(
        folder.getFileName().toString(),
        InputEstimate.of(call, tokens),
        output.tokens(tokens),
        counted);
  }

  /** As a dialect's own decoder would tell; the Responses API says everything again at its end. */
  private static boolean saysSomething(String frame) {
    return (!frame.contains("\"type\":\"response.") || frame.contains(".delta\""))
        && FrameText.tokens(List.of(Bytes.utf8(frame)), CharSequence::length) > 0;
  }

  /** The last usage wins, whatever the dialect. */
  private static Counted read(String line, Counted before) {
    JsonTree event = JsonTree.read(Bytes.utf8(line.substring("data: ".length())));
    for (String holder : List.of("message", "response", "")) {
      JsonTree at = holder.isEmpty() ? event : event.get(holder, JsonTree.Kind.OBJECT);
      JsonTree usage = at == null ? null : at.get("usage", JsonTree.Kind.OBJECT);
      JsonTree gemini = at == null ? null : at.get("usageMetadata", JsonTree.Kind.OBJECT);
      if (usage != null) {
        double input = number(usage, "prompt_tokens") + number(usage, "input_tokens");
        double output = number(usage, "completion_tokens") + number(usage, "output_tokens");
        double answer = output - thought(usage, input, output);
        return new Counted(Math.max(before.input, input), answer, output);
      }
      if (gemini != null) {
        double answer = number(gemini, "candidatesTokenCount");
        return new Counted(
            number(gemini, "promptTokenCount"),
            answer,
            answer + number(gemini, "thoughtsTokenCount"));
      }
    }
    return before;
  }

  /** Inside of the output, but for xAI, which counts it beside. */
  private static double thought(JsonTree usage, double input, double output) {
    double thought = 0;
    for (String name : List.of("completion_tokens_details", "output_tokens_details")) {
      JsonTree details = usage.get(name, JsonTree.Kind.OBJECT);
      thought += details == null ? 0 : number(details, "reasoning_tokens");
    }
    return number(usage, "total_tokens") > input + output ? 0 : thought;
  }

  private static double number(JsonTree object, String name) {
    JsonTree field = object.get(name);
    BigDecimal number = field == null ? null : field.number();
    return number == null ? 0 : number.doubleValue();
  }
}
