package io.lattice.core.dialect.responses;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.Need;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.RequestFacts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestInspectionTest {
  private static final ResponsesDialect DIALECT = new ResponsesDialect();

  @Test
  void tellsModelStreamAndNeeds() {
    RequestFacts facts =
        inspect(
            "{'model':'m','stream':true,'tools':[{'type':'function','name':'f'}],"
                + "'include':['message.output_text.logprobs'],"
                + "'text':{'format':{'type':'json_schema','schema':{'type':'json_object'}}},"
                + "'input':[{'role':'user','content':[{'type':'input_image','image_url':'u'},"
                + "{'type':'input_audio'}]},"
                + "{'type':'function_call_output','output':[{'type':'input_file'}]}]}");
    assertThat(facts.model()).isEqualTo("m");
    assertThat(facts.streamed()).isTrue();
    assertThat(facts.usageAsked()).isTrue();
    assertThat(facts.needs())
        .containsExactlyInAnyOrder(
            Need.TOOLS, Need.LOGPROBS, Need.JSON_SCHEMA, Need.VISION, Need.AUDIO, Need.FILES);
  }

  @Test
  void takesNothingForANeedThatOnlyLooksLikeOne() {
    RequestFacts facts =
        inspect(
            "{'model':'m','tools':[],'metadata':{'format':{'type':'json_schema'}},"
                + "'input':[{'type':'computer_call_output','x':[{'type':'input_image'}]},"
                + "{'role':'user','content':'input_image'}],"
                + "'include':['reasoning.encrypted_content']}");
    assertThat(facts.needs()).isEmpty();
    assertThat(facts.streamed()).isFalse();
  }

  @Test
  void leavesWhatOpenAiKeepsToOpenAi() {
    assertThat(inspect("{'model':'m','previous_response_id':'resp_1','store':true}").model())
        .isEqualTo("m");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'input':'Hi'} | model",
        "{'model':7,'input':'Hi'} | model",
        "{'model':' ','input':'Hi'} | model",
        "{'model':'m','input':{}} | input",
        "{'model':'m','input':true} | input",
        "{'model':'m','input':'Hi','stream':'yes'} | stream"
      })
  void namesTheFieldThatIsWrong(String body, String param) {
    DialectException refused = catchThrowableOfType(DialectException.class, () -> inspect(body));
    assertThat(refused.error().param()).isEqualTo(param);
  }

  private static RequestFacts inspect(String body) {
    return DIALECT.inspect(Bytes.utf8(body.replace('\'', '"')));
  }
}
