package io.lattice.core.dialect.ollama;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lattice.api.chat.Bytes;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.UpstreamTarget;
import io.lattice.core.dialect.WrittenRequest;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestAdoptionTest {

  @Test
  void copiesEveryOtherFieldByteForByteAndSaysWhetherToStream() {
    String body =
        "\n{ 'messages' : [ {'content':'\\u00e9 \\/ é'} ] ,\t'model':'m' , 'x' : 1.00e+2,"
            + "'options':{ 'a' : [ ] },'z':null}\n";
    assertThat(text(adopt(body, true, Map.of())))
        .isEqualTo(
            "{'messages' : [ {'content':'\\u00e9 \\/ é'} ],'model':'q\\'wen','x' : 1.00e+2,"
                + "'options':{ 'a' : [ ] },'z':null,'stream':true}");
    assertThat(text(adopt("{'model':'m','stream':true}", false, Map.of())))
        .isEqualTo("{'model':'q\\'wen','stream':false}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{}                          | {'options':{'num_ctx':8192},'keep_alive':'5m'}       | 0",
        "{'options':null}            | {'options':{'num_ctx':8192},'keep_alive':'5m'}       | 0",
        "{'options':{'seed':1}}      | {'options':{'seed':1,'num_ctx':8192},'keep_alive':'5m'} | 0",
        "{'options':{'num_ctx':8192},'keep_alive':'5m'}"
            + " | {'options':{'num_ctx':8192},'keep_alive':'5m'} | 0",
        "{'options':{'num_ctx':1},'keep_alive':0}"
            + " | {'options':{'num_ctx':8192},'keep_alive':'5m'} | 2",
        "{'options':{'num_ctx':null},'keep_alive':null}"
            + " | {'options':{'num_ctx':8192},'keep_alive':'5m'} | 0"
      })
  void setsWhatTheRegistrySaysAndTellsWhereTheCallerSaidOtherwise(
      String body, String expected, int changes) {
    WrittenRequest adopted = adopt(body, false, Map.of("num-ctx", "8192", "keep-alive", "5m"));
    JsonObject written = new JsonObject(adopted.body().utf8());
    assertThat(written.remove("model")).isEqualTo("q\"wen");
    assertThat(written.remove("stream")).isEqualTo(false);
    assertThat(written).isEqualTo(new JsonObject(expected.replace('\'', '"')));
    assertThat(adopted.adaptation().changed()).hasSize(changes);
    assertThat(adopted.adaptation().dropped()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "{", "{'options':7}", "nonsense"})
  void refusesWhatIsNoObject(String body) {
    assertThatThrownBy(() -> adopt(body, true, Map.of("num-ctx", "1")))
        .isInstanceOf(DialectException.class);
  }

  private static WrittenRequest adopt(String body, boolean streamed, Map<String, String> options) {
    return Streams.DIALECT.adoptRequest(
        Bytes.utf8(body.replace('\'', '"')),
        new UpstreamTarget("q\"wen", streamed, true, null, null, Set.of(), options));
  }

  private static String text(WrittenRequest adopted) {
    return adopted.body().utf8().replace('"', '\'');
  }
}
