package io.lattice.core.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.Need;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonLimits;
import io.lattice.core.dialect.RequestFacts;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestInspectionTest {

  @Test
  void tellsTheModelAndHowTheAnswerIsWanted() {
    assertThat(inspect("{'model':'m','messages':[{}]}"))
        .isEqualTo(new RequestFacts("m", false, false, Set.of()));
    assertThat(
            inspect(
                "{'messages':[{}],'stream_options':{'include_usage':true},'stream':true,'model':'m'}"))
        .isEqualTo(new RequestFacts("m", true, true, Set.of()));
    assertThat(
            inspect(
                "{'messages':[{}],'stream_options':null,'stream':null,'model':'m','logprobs':null}"))
        .isEqualTo(new RequestFacts("m", false, false, Set.of()));
  }

  @Test
  void looksForNeedsOnlyWhereTheyStand() {
    assertThat(
            inspect(
                    "{'model':'m','tools':[{'type':'function'}],'logprobs':true,"
                        + "'response_format':{'type':'json_schema'},'messages':[{'content':["
                        + "{'type':'text'},{'type':'image_url','image_url':{}},{'type':'file'},"
                        + "{'type':'input_audio'}]}]}")
                .needs())
        .containsExactlyInAnyOrder(
            Need.TOOLS, Need.LOGPROBS, Need.JSON_SCHEMA, Need.VISION, Need.FILES, Need.AUDIO);
    assertThat(
            inspect(
                    "{'model':'m','tools':[],'messages':[{'content':'image_url','type':'file',"
                        + "'x':[{'type':'file'}]}],'metadata':{'type':'json_schema'},"
                        + "'response_format':{'type':'text','json_schema':{'type':'json_object'}}}")
                .needs())
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'messages':[{}]}                                | model",
        "{'model':null,'messages':[{}]}                   | model",
        "{'model':' ','messages':[{}]}                    | model",
        "{'model':['m'],'messages':[{}]}                  | model",
        "{'model':'m'}                                    | messages",
        "{'model':'m','messages':[]}                      | messages",
        "{'model':'m','messages':null}                    | messages",
        "{'model':'m','messages':{'a':{}}}                | messages",
        "{'model':'m','messages':'x'}                     | messages",
        "{'model':'m','messages':[{}],'stream':'yes'}     | stream",
        "{'model':'m','messages':[{}],'stream_options':1} | stream_options",
        "{'model':'m','messages':[{}],'stream_options':{'include_usage':1}} |"
            + " stream_options.include_usage",
        "{'model':'m','messages':[{}],'logprobs':1}       | logprobs",
        "{'model':'m','messages':[{'content':'a','content':'b'}]} | messages[0].content"
      })
  void refusesWhatCannotBeRouted(String body, String param) {
    ChatError error = catchThrowableOfType(DialectException.class, () -> inspect(body)).error();
    assertThat(error.param()).isEqualTo(param);
  }

  private static RequestFacts inspect(String body) {
    return RequestInspection.inspect(Bytes.utf8(body.replace('\'', '"')), JsonLimits.DEFAULT);
  }
}
