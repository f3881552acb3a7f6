package io.lattice.core.dialect.anthropic;

import static io.lattice.core.dialect.anthropic.RequestWriterTest.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Message;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.Proof;
import io.lattice.api.chat.ReasoningOptions;
import io.lattice.api.chat.Role;
import io.lattice.api.chat.Sampling;
import io.lattice.api.chat.Tool;
import io.lattice.api.chat.ToolChoice;
import io.lattice.core.dialect.UpstreamTarget;
import io.lattice.core.dialect.WrittenRequest;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How hard the model is asked to think, and when it must not. */
class ThinkingTest {
  private static final UpstreamTarget TARGET = new UpstreamTarget("claude", false, true);
  private static final Tool TOOL = new Tool.Function("f", "d", Json.of("{\"type\":\"object\"}"));

  @Test
  void isAdaptiveForAnEffort() {
    WrittenRequest written = write(asked("high", null), TARGET);
    assertThat(thinking(written)).isEqualTo("{\"type\":\"adaptive\"}");
    assertThat(effort(written)).isEqualTo("high");
    assertThat(written.adaptation().isNone()).isTrue();
  }

  @Test
  void hasABudgetWhereOneIsGiven() {
    WrittenRequest written = write(asked("low", 2_000), TARGET);
    assertThat(thinking(written)).isEqualTo("{\"type\":\"enabled\",\"budget_tokens\":2000}");
    assertThat(effort(written)).isEqualTo("low");
    assertThat(written.adaptation().isNone()).isTrue();
  }

  @Test
  void isOffForNoEffortAndForNoBudget() {
    assertThat(thinking(write(asked("none", null), TARGET))).isEqualTo("{\"type\":\"disabled\"}");
    assertThat(thinking(write(asked(null, 0), TARGET))).isEqualTo("{\"type\":\"disabled\"}");
    assertThat(effort(write(asked("none", null), TARGET))).isNull();
  }

  @Test
  void isAsTheModelWantsItWhateverIsAsked() {
    WrittenRequest old = write(asked("medium", null), with("reasoning", "budget"));
    assertThat(thinking(old)).isEqualTo("{\"type\":\"enabled\",\"budget_tokens\":4096}");
    assertThat(effort(old)).isNull();
    assertThat(old.adaptation().changed())
        .containsExactly("reasoning_effort (a budget of 4096 tokens)");
    WrittenRequest newest = write(asked(null, 4_000), with("reasoning", "adaptive"));
    assertThat(thinking(newest)).isEqualTo("{\"type\":\"adaptive\"}");
    assertThat(newest.adaptation().changed())
        .containsExactly("reasoning.budgetTokens (the model decides how much)");
  }

  @Test
  void knowsNoMinimalEffort() {
    WrittenRequest written = write(asked("minimal", null), TARGET);
    assertThat(effort(written)).isEqualTo("low");
    assertThat(written.adaptation().changed())
        .containsExactly("reasoning_effort (low instead of minimal)");
  }

  @Test
  void getsABudgetThatFitsIntoTheLimit() {
    WrittenRequest small = write(asked(null, 10), TARGET);
    assertThat(thinking(small)).contains("1024");
    assertThat(small.adaptation().changed())
        .containsExactly("reasoning.budgetTokens (1024 instead of 10)");
    WrittenRequest large = write(asked(null, 50_000), TARGET);
    assertThat(thinking(large)).contains("9999");
    WrittenRequest none = write(asked(null, 2_000).maxOutputTokens(1_024), TARGET);
    assertThat(thinking(none)).isNull();
    assertThat(none.adaptation().changed())
        .containsExactly("reasoning (no thought, since max_tokens leaves no room)");
  }

  @Test
  void makesRoomForItselfWhereNoLimitIsGiven() {
    WrittenRequest written = write(asked(null, 10_000).maxOutputTokens(null), TARGET);
    assertThat(json(written).getInteger("max_tokens")).isEqualTo(14_096);
    assertThat(thinking(written)).contains("10000");
  }

  @Test
  void isGivenUpForAToolThatMustBeCalled() {
    WrittenRequest written =
        write(asked("high", null).tool(TOOL).toolChoice(new ToolChoice.Required()), TARGET);
    assertThat(thinking(written)).isNull();
    assertThat(effort(written)).isEqualTo("high");
    assertThat(json(written).getJsonObject("tool_choice").getString("type")).isEqualTo("any");
    assertThat(written.adaptation().changed())
        .containsExactly("reasoning (no thought before a tool that must be called)");
  }

  @Test
  void isGivenUpWithABudgetBehindCallsThatWereMadeWithout() {
    Part call = new Part.ToolCall("a", "f", "{}");
    Part thought = new Part.Reasoning("so", Proof.signature("s", "anthropic"));
    Message result = Message.toolResult("a", "1");
    WrittenRequest without =
        write(asked(null, 2_000).message(Message.of(Role.ASSISTANT, call)).message(result), TARGET);
    assertThat(thinking(without)).isNull();
    assertThat(without.adaptation().changed())
        .containsExactly("reasoning (no thought, since the calls before were made without)");
    WrittenRequest with =
        write(
            asked(null, 2_000).message(Message.of(Role.ASSISTANT, thought, call)).message(result),
            TARGET);
    assertThat(thinking(with)).contains("2000");
    WrittenRequest adaptive =
        write(
            asked("high", null).message(Message.of(Role.ASSISTANT, call)).message(result), TARGET);
    assertThat(thinking(adaptive)).contains("adaptive");
  }

  @Test
  void leavesNothingToSampling() {
    WrittenRequest usual =
        write(
            asked("high", null)
                .sampling(new Sampling(1.0, 0.96, null, null, null, null, null, null)),
            TARGET);
    assertThat(json(usual).getDouble("top_p")).isEqualTo(0.96);
    assertThat(usual.adaptation().isNone()).isTrue();
    WrittenRequest odd =
        write(
            asked("high", null).sampling(new Sampling(0.2, 0.5, 3, null, null, null, null, null)),
            TARGET);
    assertThat(odd.adaptation().dropped()).containsExactly("temperature", "top_p", "top_k");
  }

  private static ChatRequest.Builder asked(@Nullable String effort, @Nullable Integer budget) {
    return ChatRequest.to("m")
        .user("Hi")
        .maxOutputTokens(10_000)
        .reasoning(new ReasoningOptions(effort, budget));
  }

  private static WrittenRequest write(ChatRequest.Builder request, UpstreamTarget target) {
    return Answers.DIALECT.writeRequest(request.build(), target);
  }

  private static JsonObject json(WrittenRequest written) {
    return new JsonObject(written.body().utf8());
  }

  private static @Nullable String thinking(WrittenRequest written) {
    JsonObject thinking = json(written).getJsonObject("thinking");
    return thinking == null ? null : thinking.encode();
  }

  private static @Nullable String effort(WrittenRequest written) {
    return json(written).getJsonObject("output_config", new JsonObject()).getString("effort");
  }
}
