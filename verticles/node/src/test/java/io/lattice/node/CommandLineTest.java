package io.lattice.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.node.ask.Question;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineTest {

  @Test
  void runsEveryProviderWhereNothingIsSaid() {
    assertThat(parse()).isEqualTo(new Command.Run(Set.of()));
  }

  @ParameterizedTest
  @CsvSource({"'--only openai,xai'", "'--only=openai,xai'", "'--only ,xai,openai,'"})
  void takesTheProvidersToRunAsOneWord(String line) {
    assertThat(parse(line.split(" "))).isEqualTo(new Command.Run(Set.of("openai", "xai")));
  }

  @Test
  void asksTheGuideWholeWhereNothingElseIsSaid() {
    assertThat(parse("ask", "Who are", "you?"))
        .isEqualTo(new Command.Ask(new Question("Who are you?", "lattice-guide", false)));
  }

  @Test
  void asksAnotherModelAndShowsTheAnswerAsItComes() {
    assertThat(parse("ask", "--stream", "Who?", "--model", "gpt"))
        .isEqualTo(new Command.Ask(new Question("Who?", "gpt", true)));
  }

  @Test
  void takesEveryWordAfterTwoDashesAsItIs() {
    assertThat(parse("ask", "--", "--only", "what?"))
        .isEqualTo(new Command.Ask(new Question("--only what?", "lattice-guide", false)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"check", "providers check"})
  void checksEveryProviderWhereNothingIsSaid(String line) {
    assertThat(parse(line.split(" "))).isEqualTo(new Command.Check(Set.of()));
  }

  @Test
  void checksTheProvidersThatAreNamed() {
    assertThat(parse("check", "--only", "openai,xai"))
        .isEqualTo(new Command.Check(Set.of("openai", "xai")));
  }

  @Test
  void rehearsesInAFolder() {
    assertThat(parse("rehearse", "--folder", "there"))
        .isEqualTo(new Command.Rehearse(Path.of("there")));
  }

  @Test
  void tellsHowItIsUsed() {
    assertThat(parse("--help")).isEqualTo(new Command.Tell(CommandLine.USAGE));
  }

  @ParameterizedTest
  @CsvSource({
    "'--olny openai', Unknown option '--olny'.",
    "'ask Who? --steam', Unknown option '--steam'.",
    "--only, --only needs a value.",
    "aks, Unknown command 'aks'.",
    "'check openai', Unknown command 'openai'.",
    "providers, After 'providers' comes 'check'.",
    "'providers chek', After 'providers' comes 'check'.",
    "'ask --stream', the question is empty; write one",
  })
  void refusesWhatItDoesNotKnowByName(String line, String reason) {
    assertThat(parse(line.split(" "))).isEqualTo(new Command.Refuse(reason));
  }

  private static Command parse(String... arguments) {
    return CommandLine.parse(List.of(arguments));
  }
}
