package io.lattice.core.dialect.responses;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.Bytes;
import io.lattice.core.dialect.UpstreamTarget;
import io.lattice.core.dialect.WrittenRequest;
import org.junit.jupiter.api.Test;

class RequestAdoptionTest {
  private static final ResponsesDialect DIALECT = new ResponsesDialect();

  @Test
  void passesOnWhatHangsOnOpenAisMemoryByteForByte() {
    String body =
        "{\"model\":\"ours\", \"store\" : true,\"previous_response_id\":\"resp_1\","
            + "\"input\":[{\"type\":\"item_reference\",\"id\":\"msg_1\"}],\"x\":1.50}";
    WrittenRequest adopted = adopt(body, false);
    assertThat(adopted.body().utf8())
        .isEqualTo(body.replace("ours", "up").replace(", \"store\"", ",\"store\""));
    assertThat(adopted.adaptation().isNone()).isTrue();
  }

  @Test
  void saysWhetherToStreamAsTheTargetWantsIt() {
    String options = "\"stream_options\":{\"include_obfuscation\":false}";
    assertThat(adopt("{\"model\":\"m\",\"stream\":true," + options + "}", false).body().utf8())
        .isEqualTo("{\"model\":\"up\",\"stream\":false}");
    assertThat(adopt("{\"model\":\"m\"," + options + "}", true).body().utf8())
        .isEqualTo("{\"model\":\"up\"," + options + ",\"stream\":true}");
  }

  @Test
  void leavesOutProofsThatAnotherProviderIssued() {
    String own = "{\"type\":\"reasoning\",\"summary\":[],\"encrypted_content\":\"gAAA\"}";
    String others =
        "{\"type\":\"reasoning\",\"encrypted_content\":\"lattice.anthropic.signature.s\"}";
    String call = "{\"type\":\"function_call\",\"call_id\":\"c\"";
    String said = "{\"role\":\"user\",\"content\":\"what is \\\"lattice.x\\\"?\"}";
    WrittenRequest adopted =
        adopt(
            "{\"model\":\"m\",\"input\":["
                + String.join(",", own, others, call + ",\"extra_content\":{\"google\":{}}}", said)
                + "]}",
            false);
    assertThat(adopted.body().utf8())
        .isEqualTo(
            "{\"model\":\"up\",\"input\":[" + String.join(",", own, call + "}", said) + "]}");
    assertThat(adopted.adaptation().dropped())
        .containsExactly("input[1]", "input[2].extra_content");
  }

  private static WrittenRequest adopt(String body, boolean streamed) {
    return DIALECT.adoptRequest(Bytes.utf8(body), new UpstreamTarget("up", streamed, true));
  }
}
