package io.lattice.core.route;

import static io.lattice.core.route.RouterScene.THERE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ChatEvent.MessageEnded;
import io.lattice.api.chat.ChatEvent.MessageFailed;
import io.lattice.api.chat.ChatEvent.RouteChosen;
import io.lattice.api.chat.ChatEvent.TextDelta;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.ErrorKind.Recovery;
import io.lattice.api.chat.Hints;
import io.lattice.api.stream.PeerProblem;
import io.lattice.config.TimeoutSettings;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Many requests at once, providers that do anything they can, callers that pause and go away, time
 * that runs out: whatever happens, the promises of a request hold.
 */
@ExtendWith(VertxExtension.class)
class RelayStormTest {
  private static final int STEPS = 1_500;
  private static final int MOST_ATTEMPTS = 3;

  private final List<FakeProvider> providers = new ArrayList<>();
  private final List<FakeCaller> asked = new ArrayList<>();
  private final Set<FakeCaller> gone = new HashSet<>();
  private Random random = new Random(0);
  private RouterScene scene;

  @BeforeEach
  void begin(Vertx vertx) {
    scene = new RouterScene(vertx);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void everyRequestEndsOnceAndLeavesNothingBehind(long seed) {
    // given
    random = new Random(seed);
    for (String name : List.of("one", "two", "three", "four")) {
      providers.add(scene.provider(name, this::anything));
      providers.add(scene.providerOn(THERE, name, this::anything));
    }
    // when
    for (int i = 0; i < STEPS; i++) {
      step();
    }
    asked.forEach(FakeCaller::resume);
    endAll();
    // then
    List<Settlement> settlements = scene.awaitNothingLeft();
    assertThat(settlements).extracting(Settlement::requestId).doesNotHaveDuplicates();
    assertThat(settlements).allMatch(each -> each.attempts() <= MOST_ATTEMPTS);
    asked.forEach(this::assertPromisesKept);
    scene.loop().run(this::assertNobodyWorksOn);
  }

  private void step() {
    switch (random.nextInt(12)) {
      case 0, 1, 2 -> ask();
      case 3 -> someCaller(FakeCaller::pause);
      case 4 -> someCaller(FakeCaller::resume);
      case 5 -> sometimes(4, () -> someCaller(this::goAway));
      case 6 -> sometimes(4, () -> scene.advance(Duration.ofSeconds(random.nextInt(40))));
      default -> scene.loop().run(this::someAnswerGoesOn);
    }
  }

  private void sometimes(int oneIn, Runnable task) {
    if (random.nextInt(oneIn) == 0) {
      task.run();
    }
  }

  private void ask() {
    asked.add(scene.ask(random.nextInt(4) > 0, Hints.NONE));
  }

  private void someCaller(Consumer<FakeCaller> what) {
    if (!asked.isEmpty()) {
      what.accept(asked.get(random.nextInt(asked.size())));
    }
  }

  private void goAway(FakeCaller caller) {
    gone.add(caller);
    caller.cancel();
  }

  private List<FakeAnswer> answers() {
    return providers.stream().flatMap(each -> each.answers().stream()).toList();
  }

  private void someAnswerGoesOn() {
    List<FakeAnswer> open =
        answers().stream().filter(each -> each.told().contains("start") && !each.isOver()).toList();
    if (!open.isEmpty()) {
      anything(open.get(random.nextInt(open.size())));
    }
  }

  /** Every text carries the mark of its answer, so that a spliced one is seen. */
  private void anything(FakeAnswer answer) {
    String mark = "[" + System.identityHashCode(answer) + "]";
    switch (random.nextInt(10)) {
      case 0 -> answer.say(FakeAnswer.started());
      case 1, 2, 3 -> answer.say(new TextDelta(0, mark));
      case 4 -> answer.say(new TextDelta(0, mark), new MessageEnded());
      case 5 -> answer.say(new MessageEnded());
      case 6 -> answer.say(new MessageFailed(anyError(), null));
      case 7 -> answer.say(new TextDelta(0, mark), new MessageFailed(anyError(), null));
      default -> {
        // It says nothing this time.
      }
    }
  }

  private ChatError anyError() {
    List<ErrorKind> kinds =
        Arrays.stream(ErrorKind.values())
            .filter(each -> each.recovery() != Recovery.NONE || random.nextInt(4) == 0)
            .toList();
    ChatError error =
        new ChatError(
            kinds.get(random.nextInt(kinds.size())),
            "it failed",
            random.nextInt(4) == 0 ? PeerProblem.REFUSED : "its_own_code");
    return random.nextInt(4) == 0
        ? error.withRetryAfter(Duration.ofMillis(random.nextInt(30)))
        : error;
  }

  /** Nobody answers any more; only the limits are left. */
  private void endAll() {
    for (int i = 0; i < MOST_ATTEMPTS + 1; i++) {
      scene.advance(TimeoutSettings.DEFAULTS.total());
      scene.awaitTimersOf(Duration.ofMillis(150));
    }
  }

  private void assertPromisesKept(FakeCaller caller) {
    List<ChatEvent> events = caller.events();
    long ends = events.stream().filter(ChatEvent.Terminal.class::isInstance).count();
    assertThat(ends).isEqualTo(gone.contains(caller) && !isEnded(events) ? 0 : 1);
    assertThat(events.subList(0, Math.max(0, events.size() - 1)))
        .noneMatch(ChatEvent.Terminal.class::isInstance);
    assertThat(events.stream().filter(RouteChosen.class::isInstance).count()).isLessThan(2);
    Set<String> marks =
        events.stream()
            .filter(TextDelta.class::isInstance)
            .map(event -> ((TextDelta) event).text())
            .collect(Collectors.toSet());
    assertThat(marks).as("answers that one caller was shown").hasSizeLessThan(2);
  }

  private static boolean isEnded(List<ChatEvent> events) {
    return !events.isEmpty() && events.get(events.size() - 1) instanceof ChatEvent.Terminal;
  }

  private void assertNobodyWorksOn() {
    assertThat(answers())
        .filteredOn(each -> each.told().contains("start"))
        .allMatch(FakeAnswer::isOver);
  }
}
