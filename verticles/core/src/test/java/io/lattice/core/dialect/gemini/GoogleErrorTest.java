package io.lattice.core.dialect.gemini;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ErrorKind;
import io.lattice.core.dialect.JsonTree;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Google says of a failure, by its word first and by the status second. */
class GoogleErrorTest {
  private static final String DAY =
      ",'details':[{'violations':[{'quotaId':'GenerateRequestsPerDayPerProject'}]}]";

  @ParameterizedTest
  @CsvSource({
    "400,INVALID_ARGUMENT,INVALID_REQUEST",
    "400,FAILED_PRECONDITION,INVALID_REQUEST",
    "401,UNAUTHENTICATED,UPSTREAM_REFUSED_KEY",
    "403,PERMISSION_DENIED,UPSTREAM_REFUSED_KEY",
    "429,RESOURCE_EXHAUSTED,UPSTREAM_RATE_LIMITED",
    "499,CANCELLED,UPSTREAM_OVERLOADED",
    "500,INTERNAL,UPSTREAM_OVERLOADED",
    "503,UNAVAILABLE,UPSTREAM_OVERLOADED",
    "504,DEADLINE_EXCEEDED,UPSTREAM_TIMEOUT",
  })
  void meansTheSameAsAResponseAndWithinAStream(int status, String word, ErrorKind kind) {
    String body = "{'error':{'code':" + status + ",'message':'m','status':'" + word + "'}}";
    assertThat(read(status, body).kind()).isEqualTo(kind);
    ChatError inStream = GoogleError.inAnswer(JsonTree.read(bytes(body)));
    assertThat(inStream.kind()).isEqualTo(kind);
    assertThat(inStream.providerStatus()).isEqualTo(status);
  }

  @Test
  void knowsALimitOfTheDayFromOneOfTheMinute() {
    String start = "{'error':{'code':429,'message':'You exceeded your current quota";
    String word = ".','status':'RESOURCE_EXHAUSTED'";
    assertThat(read(429, start + word + DAY + "}}").code()).isEqualTo("insufficient_quota");
    assertThat(read(429, start + word + "}}").code()).isEqualTo("RESOURCE_EXHAUSTED");
  }

  @Test
  void findsTheWaitWhereverItIsTold() {
    String start = "{'error':{'code':429,'status':'RESOURCE_EXHAUSTED','message':";
    assertThat(read(429, start + "'Please retry in 48.9s.'}}").retryAfter()).hasMillis(48_900);
    assertThat(read(429, start + "'Please retry in 412.5ms.'}}").retryAfter()).hasMillis(412);
    assertThat(read(429, start + "'m','details':[{'retryDelay':'7s'}]}}").retryAfter())
        .hasSeconds(7);
    assertThat(read(429, start + "'m'}}").retryAfter()).isNull();
    Bytes body = bytes(start + "'m','details':[{'retryDelay':'7s'}]}}");
    assertThat(GoogleError.read(429, Map.of("retry-after", "3")::get, body).retryAfter())
        .hasSeconds(3);
  }

  @Test
  void tellsAWrongKeyThoughTheStatusBlamesTheRequest() {
    ChatError error =
        read(
            400,
            "[{'error':{'code':400,'message':'API key AIzaSyA1234567890 is bad.',"
                + "'status':'INVALID_ARGUMENT','details':[{'reason':'API_KEY_INVALID'}]}}]");
    assertThat(error.kind()).isEqualTo(ErrorKind.UPSTREAM_REFUSED_KEY);
    assertThat(error.message()).doesNotContain("AIza");
  }

  @Test
  void namesTheFieldAtFault() {
    assertThat(
            read(
                    400,
                    "{'error':{'code':400,'message':'m','status':'INVALID_ARGUMENT','details':"
                        + "[{'fieldViolations':[{'field':'generation_config.top_k'}]}]}}")
                .param())
        .isEqualTo("generation_config.top_k");
  }

  @Test
  void readsWhatIsNotGoogles() {
    assertThat(read(502, "<html>").kind()).isEqualTo(ErrorKind.UPSTREAM_UNREACHABLE);
    assertThat(read(404, "").kind()).isEqualTo(ErrorKind.UPSTREAM_PROTOCOL);
    assertThat(
            read(529, "{'type':'error','error':{'type':'overloaded_error','message':'m'}}").kind())
        .isEqualTo(ErrorKind.UPSTREAM_OVERLOADED);
  }

  private static ChatError read(int status, String body) {
    return GoogleError.read(status, name -> null, bytes(body));
  }

  private static Bytes bytes(String text) {
    return Bytes.utf8(text.replace('\'', '"'));
  }
}
