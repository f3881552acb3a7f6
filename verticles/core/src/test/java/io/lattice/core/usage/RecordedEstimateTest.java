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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the estimates of recorded streams are from what their providers counted. It tells the
 * error of each, and holds their sum to a factor of two: answers of a few words, and what providers
 * put in by themselves, are further off.
 */
class RecordedEstimateTest {
  private static final Logger LOG = LoggerFactory.getLogger(RecordedEstimateTest.class);
  private static final Path ROOT =
      Path.of(System.getProperty("lattice.root", "."), "..", "shared", "facts", "fixtures")
          .normalize();

  private final TokenEstimate tokens = new Tokenizer(Runnable::run);

  @BeforeEach
  void begin() {
    assumeTrue(Files.isDirectory(ROOT), "no recordings at " + ROOT + ": nothing is checked");
    tokens.tokens("the table is read now");
  }

  /** Input and output, as estimated and as counted. */
  private record Pair(double estimatedInput, double input, double estimatedOutput, double output) {}

  @ParameterizedTest
  @ValueSource(strings = {"openai", "azure", "xai", "anthropic", "google", "vertex"})
  void isWithinAFactorOfTwoOverTheStreamsOfAProvider(String provider) throws IOException {
    List<Pair> pairs = new ArrayList<>();
    for (Path folder : streams(ROOT.resolve(provider))) {
      Pair pair = pair(folder);
      if (pair != null) {
        pairs.add(pair);
      }
    }
    assumeTrue(!pairs.isEmpty(), "no stream of " + provider + " with usage was recorded");

    double output = pairs.stream().mapToDouble(Pair::output).sum();
    double input = pairs.stream().mapToDouble(Pair::input).sum();
    double ofOutput = pairs.stream().mapToDouble(Pair::estimatedOutput).sum() / output;
    double ofInput = pairs.stream().mapToDouble(Pair::estimatedInput).sum() / input;
    LOG.info("{}: input {} output {} of what was counted", provider, ofInput, ofOutput);

    assertThat(ofOutput).as("output").isBetween(0.5, 2.0);
    assertThat(ofInput).as("input").isBetween(0.5, 2.0);
  }

  private static List<Path> streams(Path provider) throws IOException {
    try (Stream<Path> cases = Files.list(provider)) {
      return cases.filter(each -> Files.exists(each.resolve("response.sse"))).sorted().toList();
    }
  }

  private Pair pair(Path folder) throws IOException {
    JsonObject exchange = new JsonObject(Files.readString(folder.resolve("exchange.json")));
    OutputEstimate output = new OutputEstimate();
    double[] counted = new double[2];
    for (String frame : Files.readString(folder.resolve("response.sse")).split("\\R\\R")) {
      output.add(new NativeBytes(Bytes.utf8(frame), saysSomething(frame)));
      frame.lines().filter(line -> line.startsWith("data: {")).forEach(line -> read(line, counted));
    }
    if (counted[1] == 0 || !(exchange.getJsonObject("request").getValue("body") instanceof JsonObject body)) {
      return null;
    }
    var asked = new ChatCall.Native("any", Bytes.utf8(body.encode()), false);
    Pair pair =
        new Pair(
            InputEstimate.of(asked, tokens), counted[0], output.tokens(tokens), counted[1]);
    LOG.info("{}: {}", ROOT.relativize(folder), pair);
    return pair;
  }

  /** As a dialect's own decoder would tell. */
  private static boolean saysSomething(String frame) {
    return !FrameText.of(List.of(Bytes.utf8(frame))).isBlank();
  }

  /** The last usage wins; whatever the dialect, output is with reasoning. */
  private static void read(String line, double[] counted) {
    JsonTree event = JsonTree.read(Bytes.utf8(line.substring("data: ".length())));
    for (String holder : List.of("message", "response", "")) {
      JsonTree at = holder.isEmpty() ? event : event.get(holder, JsonTree.Kind.OBJECT);
      JsonTree usage = at == null ? null : at.get("usage", JsonTree.Kind.OBJECT);
      JsonTree gemini = at == null ? null : at.get("usageMetadata", JsonTree.Kind.OBJECT);
      if (usage != null) {
        double input = number(usage, "prompt_tokens") + number(usage, "input_tokens");
        counted[0] = Math.max(counted[0], input);
        counted[1] = Math.max(counted[1], number(usage, "completion_tokens") + number(usage, "output_tokens") + apart(usage));
      } else if (gemini != null) {
        counted[0] = number(gemini, "promptTokenCount");
        counted[1] = number(gemini, "candidatesTokenCount") + number(gemini, "thoughtsTokenCount");
      }
    }
  }

  /** xAI counts reasoning beside the completion. */
  private static double apart(JsonTree usage) {
    JsonTree details = usage.get("completion_tokens_details", JsonTree.Kind.OBJECT);
    double sum = number(usage, "prompt_tokens") + number(usage, "completion_tokens");
    double more = details == null ? 0 : number(details, "reasoning_tokens");
    return number(usage, "total_tokens") == sum + more ? more : 0;
  }

  private static double number(JsonTree object, String name) {
    JsonTree field = object.get(name);
    BigDecimal number = field == null ? null : field.number();
    return number == null ? 0 : number.doubleValue();
  }
}
