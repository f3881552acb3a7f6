package io.lattice.core.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lattice.api.chat.Bytes;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.UpstreamTarget;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestAdoptionTest {
  private static final UpstreamTarget WHOLE = new UpstreamTarget("gpt", false, true);
  private static final UpstreamTarget STREAM = new UpstreamTarget("gpt", true, true);
  private static final UpstreamTarget STREAM_WITHOUT_USAGE = new UpstreamTarget("gpt", true, false);

  @Test
  void copiesEveryOtherFieldByteForByte() {
    String body =
        "\n{ 'messages' : [ {'content':'\\u00e9 \\/ é'} ] ,\t'model':'m' , 'x' : 1.00e+2,"
            + "'y':{ 'a' : [ ] },'z':null}\n";
    assertThat(adopt(body, WHOLE))
        .isEqualTo(
            "{'messages' : [ {'content':'\\u00e9 \\/ é'} ],'model':'gpt','x' : 1.00e+2,"
                + "'y':{ 'a' : [ ] },'z':null}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'model':'m'}                                                |"
            + " {'model':'gpt','stream':true,'stream_options':{'include_usage':true}}",
        "{'model':'m','stream':false}                                 |"
            + " {'model':'gpt','stream':true,'stream_options':{'include_usage':true}}",
        "{'model':'m','stream':true,'stream_options':null}            |"
            + " {'model':'gpt','stream':true,'stream_options':{'include_usage':true}}",
        "{'stream_options':{'include_usage':false, 'a' : 1},'model':'m','stream':true} |"
            + " {'stream_options':{'include_usage':true,'a' : 1},'model':'gpt','stream':true}",
        "{'stream_options':{ },'model':'m','stream':true}             |"
            + " {'stream_options':{'include_usage':true},'model':'gpt','stream':true}",
        "{'mod\\u0065l':'m','stream':true}                            |"
            + " {'mod\\u0065l':'gpt','stream':true,'stream_options':{'include_usage':true}}",
        "{}                                                           |"
            + " {'model':'gpt','stream':true,'stream_options':{'include_usage':true}}"
      })
  void asksForAStreamAndItsUsage(String body, String adopted) {
    assertThat(adopt(body, STREAM)).isEqualTo(adopted);
  }

  @Test
  void asksForNoUsageOfAProviderWhoWouldRefuseTheQuestion() {
    assertThat(
            adopt(
                "{'model':'m','stream_options':{'include_usage':true},'stream':true}",
                STREAM_WITHOUT_USAGE))
        .isEqualTo("{'model':'gpt','stream':true}");
  }

  @Test
  void turnsAStreamOffWhereTheAnswerIsWantedWhole() {
    assertThat(adopt("{'stream':true,'stream_options':{},'model':'m'}", WHOLE))
        .isEqualTo("{'stream':false,'model':'gpt'}");
  }

  @Test
  void quotesTheModelsIdWhateverItHolds() {
    assertThat(
            RequestAdoption.adopt(
                    Bytes.utf8("{\"model\":\"m\"}"),
                    new UpstreamTarget("a\"b\\", false, false),
                    OpenAiFlavor.OPENAI)
                .body()
                .utf8())
        .isEqualTo("{\"model\":\"a\\\"b\\\\\"}");
  }

  @Test
  void leavesOutWhatDialWouldRefuseAndTellsIt() {
    String body =
        "{'model':'m','reasoning_effort':'low','custom_fields':{'a':1},'verbosity':'x','seed':1}";
    OpenAiDialect dial = OpenAiDialect.of(OpenAiFlavor.DIAL);
    Bytes bytes = Bytes.utf8(body.replace('\'', '"'));
    assertThat(dial.adoptRequest(bytes, WHOLE).body().utf8().replace('"', '\''))
        .isEqualTo("{'model':'gpt','custom_fields':{'a':1},'seed':1}");
    assertThat(dial.adoptRequest(bytes, WHOLE).adaptation().dropped())
        .containsExactly("reasoning_effort", "verbosity");
    assertThat(
            OpenAiDialect.of(OpenAiFlavor.OPENAI).adoptRequest(bytes, WHOLE).adaptation().dropped())
        .isEmpty();
  }

  @Test
  void copiesALargeBodyWithoutReadingIt() {
    String image = "A".repeat(5_000_000);
    String body = "{\"messages\":[{\"content\":\"" + image + "\"}],\"model\":\"m\"}";
    Bytes adopted = RequestAdoption.adopt(Bytes.utf8(body), WHOLE, OpenAiFlavor.OPENAI).body();
    assertThat(adopted.utf8().equals(body.replace("\"m\"", "\"gpt\""))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "7", "{", "{'a':1", "{'a':1}}", "{'a' 1}", "nonsense"})
  void refusesWhatIsNoObject(String body) {
    assertThatThrownBy(() -> adopt(body, WHOLE)).isInstanceOf(DialectException.class);
  }

  private static String adopt(String body, UpstreamTarget target) {
    return RequestAdoption.adopt(Bytes.utf8(body.replace('\'', '"')), target, OpenAiFlavor.OPENAI)
        .body()
        .utf8()
        .replace('"', '\'');
  }
}
