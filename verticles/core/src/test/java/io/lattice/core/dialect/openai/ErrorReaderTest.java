package io.lattice.core.dialect.openai;

import static io.lattice.api.chat.ErrorKind.CONTENT_REJECTED;
import static io.lattice.api.chat.ErrorKind.CONTEXT_TOO_LONG;
import static io.lattice.api.chat.ErrorKind.INVALID_REQUEST;
import static io.lattice.api.chat.ErrorKind.MODEL_NOT_FOUND;
import static io.lattice.api.chat.ErrorKind.TOO_LARGE;
import static io.lattice.api.chat.ErrorKind.UPSTREAM_OVERLOADED;
import static io.lattice.api.chat.ErrorKind.UPSTREAM_PROTOCOL;
import static io.lattice.api.chat.ErrorKind.UPSTREAM_RATE_LIMITED;
import static io.lattice.api.chat.ErrorKind.UPSTREAM_REFUSED_KEY;
import static io.lattice.api.chat.ErrorKind.UPSTREAM_TIMEOUT;
import static io.lattice.api.chat.ErrorKind.UPSTREAM_UNREACHABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ErrorKind;
import io.lattice.core.dialect.ErrorReader;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ErrorReaderTest {

  static Stream<Arguments> failures() {
    return Stream.of(
        // OpenAI
        row(
            401,
            "{'error':{'message':'Incorrect API key provided:"
                + " sk-x','type':'invalid_request_error','code':'invalid_api_key'}}",
            UPSTREAM_REFUSED_KEY),
        row(
            403,
            "{'error':{'code':'unsupported_country_region_territory','message':'no','type':'request_forbidden'}}",
            UPSTREAM_REFUSED_KEY),
        row(
            404,
            "{'error':{'message':'The model `x` does not"
                + " exist','type':'invalid_request_error','code':'model_not_found'}}",
            MODEL_NOT_FOUND),
        row(
            404,
            "{'error':{'message':'Unknown request URL','type':'invalid_request_error'}}",
            UPSTREAM_PROTOCOL),
        row(
            400,
            "{'error':{'message':'too"
                + " long','code':'context_length_exceeded','type':'invalid_request_error'}}",
            CONTEXT_TOO_LONG),
        row(
            400,
            "{'error':{'message':'x','code':'unsupported_parameter','param':'temperature','type':'invalid_request_error'}}",
            INVALID_REQUEST),
        row(422, "{'error':{'message':'x'}}", INVALID_REQUEST),
        row(413, "{'error':{'message':'x'}}", TOO_LARGE),
        row(
            429,
            "{'error':{'message':'Rate limit reached for gpt on requests per"
                + " min','type':'requests','code':'rate_limit_exceeded'}}",
            UPSTREAM_RATE_LIMITED),
        row(
            429,
            "{'error':{'message':'Request too large for gpt on tokens per"
                + " min','type':'tokens','code':'rate_limit_exceeded'}}",
            TOO_LARGE),
        row(
            429,
            "{'error':{'message':'You exceeded your current"
                + " quota','type':'insufficient_quota','code':'insufficient_quota'}}",
            UPSTREAM_RATE_LIMITED),
        row(
            500,
            "{'error':{'message':'The server had an error','type':'server_error'}}",
            UPSTREAM_OVERLOADED),
        row(503, "{'error':{'message':'Slow down','type':'server_error'}}", UPSTREAM_OVERLOADED),
        row(409, "{'error':{'message':'conflict'}}", UPSTREAM_OVERLOADED),
        row(529, "", UPSTREAM_OVERLOADED),
        // xAI: the error is a string, its code prose
        row(
            400,
            "{'code':'Client specified an invalid argument','error':'Incorrect API key provided:"
                + " in***ey.'}",
            UPSTREAM_REFUSED_KEY),
        row(
            400,
            "{'code':'Client specified an invalid argument','error':'This model\\u0027s maximum"
                + " prompt length is 131072 but the request contains 625077 tokens.'}",
            CONTEXT_TOO_LONG),
        row(
            403,
            "{'code':'The caller does not have permission','error':'Content violates usage"
                + " guidelines. Failed check: SAFETY_CHECK_TYPE_CSAM'}",
            CONTENT_REJECTED),
        row(
            403,
            "{'code':'The caller does not have permission','error':'Your newly created team"
                + " doesn\\u0027t have any credits yet.'}",
            UPSTREAM_RATE_LIMITED),
        row(
            403,
            "{'code':'The caller does not have permission','error':'Team is blocked'}",
            UPSTREAM_REFUSED_KEY),
        row(
            404,
            "{'code':'Some requested entity was not found','error':'The model grok-x does not exist"
                + " or your team has no access to it.'}",
            MODEL_NOT_FOUND),
        row(422, "{'code':'x','error':'Failed to deserialize the JSON body'}", INVALID_REQUEST),
        row(410, "{'code':'gone','error':'Live search is deprecated'}", INVALID_REQUEST),
        row(
            429,
            "{'code':'Some resource has been exhausted','error':'Too many requests for team.'}",
            UPSTREAM_RATE_LIMITED),
        row(
            503,
            "{'code':'The service is currently unavailable','error':'The model is at capacity'}",
            UPSTREAM_OVERLOADED),
        // Azure
        row(
            401,
            "{'error':{'code':'401','message':'Access denied due to invalid subscription key'}}",
            UPSTREAM_REFUSED_KEY),
        row(
            401,
            "{'error':{'code':'PermissionDenied','message':'The principal lacks the required data"
                + " action'}}",
            UPSTREAM_REFUSED_KEY),
        row(
            400,
            "{'error':{'message':'filtered','type':null,'param':'prompt','code':'content_filter','innererror':{'code':'ResponsibleAIPolicyViolation'}}}",
            CONTENT_REJECTED),
        row(
            400,
            "{'error':{'message':'filtered','code':null,'innererror':{'code':'ResponsibleAIPolicyViolation'}}}",
            CONTENT_REJECTED),
        row(
            400,
            "{'error':{'code':'OperationNotSupported','message':'The chatCompletion operation does"
                + " not work with the specified model'}}",
            INVALID_REQUEST),
        row(
            404,
            "{'error':{'code':'DeploymentNotFound','message':'The API deployment for this resource"
                + " does not exist.'}}",
            MODEL_NOT_FOUND),
        row(404, "{'error':{'code':'404','message':'Resource not found'}}", UPSTREAM_PROTOCOL),
        row(408, "upstream request timeout", UPSTREAM_TIMEOUT),
        row(424, "{'error':{'code':'x','message':'dependency'}}", UPSTREAM_OVERLOADED),
        row(
            429,
            "{'error':{'code':'429','message':'have exceeded token rate limit of your current"
                + " OpenAI S0 pricing tier. https://aka.ms/oai/quotaincrease'}}",
            UPSTREAM_RATE_LIMITED),
        row(
            429,
            "{'error':{'code':'NoCapacity','message':'The system is currently experiencing high"
                + " demand'}}",
            UPSTREAM_OVERLOADED),
        row(
            429,
            "{'statusCode':429,'message':'Rate limit is exceeded. Try again in 5 seconds.'}",
            UPSTREAM_RATE_LIMITED),
        row(503, "{'error':{'code':'ServiceUnavailable','message':'x'}}", UPSTREAM_OVERLOADED),
        // DIAL: an object, or plain text
        row(404, "Deployment not found: foo", MODEL_NOT_FOUND),
        row(502, "No route", UPSTREAM_UNREACHABLE),
        row(
            429,
            "{'error':{'message':'Hit token rate limit. Minute limit: 1000 / 1000"
                + " tokens.','code':'429'}}",
            UPSTREAM_RATE_LIMITED),
        row(
            400,
            "{'error':{'message':'cut','code':'truncate_prompt_error','type':'invalid_request_error'}}",
            CONTEXT_TOO_LONG),
        row(
            500,
            "{'error':{'message':'x','type':'runtime_error','code':'500','display_message':'Sorry'}}",
            UPSTREAM_OVERLOADED),
        row(401, "Unauthorized", UPSTREAM_REFUSED_KEY),
        row(403, "Forbidden deployment", UPSTREAM_REFUSED_KEY),
        // Others of the family
        row(
            400,
            "{'object':'error','message':'This model\\u0027s maximum context length is 4096"
                + " tokens.','type':'BadRequestError','code':400}",
            CONTEXT_TOO_LONG),
        row(
            404,
            "{'object':'error','message':'The model `x` does not"
                + " exist.','type':'NotFoundError','code':404}",
            MODEL_NOT_FOUND),
        row(
            422,
            "{'error':'Input validation error: `inputs` tokens + `max_new_tokens` must be <="
                + " 4096','error_type':'validation'}",
            CONTEXT_TOO_LONG),
        row(
            422,
            "{'detail':[{'loc':['body'],'msg':'extra fields not"
                + " permitted','type':'value_error.extra'}]}",
            INVALID_REQUEST),
        row(402, "{'error':{'message':'Insufficient Balance'}}", UPSTREAM_RATE_LIMITED),
        // What stands before them
        row(502, "<html><head><title>502 Bad Gateway</title></head></html>", UPSTREAM_UNREACHABLE),
        row(504, "\n<!DOCTYPE html><html>gateway time-out</html>", UPSTREAM_TIMEOUT),
        row(524, "error code: 524", UPSTREAM_TIMEOUT),
        row(404, "<html>nginx</html>", UPSTREAM_PROTOCOL),
        row(405, "", UPSTREAM_PROTOCOL),
        row(302, "", UPSTREAM_PROTOCOL),
        row(503, "", UPSTREAM_OVERLOADED),
        row(400, "{'error':{'mess", INVALID_REQUEST));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void looksAtTheBodyFirstAndAtTheStatusSecond(int status, String body, ErrorKind kind) {
    ChatError error = read(status, body);
    assertThat(error.kind()).isEqualTo(kind);
    assertThat(error.providerStatus()).isEqualTo(status);
    assertThat(error.message()).isNotBlank();
  }

  @Test
  void givesAnEmptyAccountACodeOfItsOwn() {
    assertThat(read(402, "{'error':{'message':'Insufficient Balance'}}").code())
        .isEqualTo("insufficient_quota");
    assertThat(read(403, "{'error':'You have reached your spending limit'}").code())
        .isEqualTo("insufficient_quota");
  }

  @Test
  void passesTheProvidersWordsOnToACallerWhoIsAtFault() {
    ChatError error =
        read(
            400,
            "{'error':{'message':'No temperature"
                + " here.','param':'temperature','code':'unsupported_parameter'}}");
    assertThat(error)
        .isEqualTo(
            new ChatError(
                INVALID_REQUEST,
                "No temperature here.",
                "unsupported_parameter",
                "temperature",
                400,
                null));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'error':{'message':'extra fields not permitted','type':'runtime_error','code':'400'}}",
        "{'error':{'display_message':'extra fields not permitted','code':'400'}}",
        "extra fields not permitted",
        "{'detail':'extra fields not permitted'}",
        "{'detail':[{'loc':['body'],'msg':'extra fields not permitted','type':'value_error'}]}"
      })
  void readsWhatDialSaysInEachOfItsForms(String body) {
    ChatError error = read(400, body);
    assertThat(error.kind()).isEqualTo(INVALID_REQUEST);
    assertThat(error.message()).isEqualTo("extra fields not permitted");
  }

  @Test
  void neverPassesOnAPageAKeyOrTheNameOfTheAccount() {
    assertThat(read(502, "<html>secret</html>").message()).doesNotContain("<", "secret");
    assertThat(read(500, "oops <html>secret</html>").message()).doesNotContain("<", "secret");
    assertThat(read(401, "{'error':{'message':'Incorrect API key provided: sk-abc'}}").message())
        .isEqualTo("the provider refused our credential (401): check the one that is configured");
    assertThat(read(429, "{'error':{'message':'Limit of org-eLwBCUaB2ePnSi6dlToWtHZK'}}").message())
        .isEqualTo("Limit of org-***");
  }

  @Test
  void boundsWhatItPassesOn() {
    assertThat(read(400, "{'error':{'message':'" + "x ".repeat(100_000) + "'}}").message())
        .hasSizeLessThanOrEqualTo(2_048);
    assertThat(read(500, "x ".repeat(100_000)).message()).hasSizeLessThanOrEqualTo(2_048);
  }

  @Test
  void acceptsForACodeOnlyAWordThatIsNotOneOfOurs() {
    assertThat(read(400, "{'error':{'message':'x','code':'two words'}}").code()).isNull();
    assertThat(read(400, "{'error':{'message':'x','code':'peer_gone'}}").code()).isNull();
    assertThat(read(400, "{'error':{'message':'x','param':'a\\nb'}}").param()).isNull();
  }

  @Test
  void tellsHowLongTheProviderAsksToWait() {
    Bytes body = Bytes.utf8("{}");
    assertThat(ErrorReader.read(429, Map.of("retry-after", "17")::get, body).retryAfter())
        .hasSeconds(17);
  }

  static Stream<Arguments> failuresInAnswers() {
    return Stream.of(
        row(
            0,
            "{'error':{'message':'The server had an error','type':'server_error'}}",
            UPSTREAM_OVERLOADED),
        row(0, "{'error':{'message':'x','type':'overloaded_error'}}", UPSTREAM_OVERLOADED),
        row(0, "{'error':{'message':'Provider is overloaded','code':502}}", UPSTREAM_OVERLOADED),
        row(0, "{'error':{'message':'x','code':502}}", UPSTREAM_UNREACHABLE),
        row(0, "{'error':{'message':'x','code':'429'}}", UPSTREAM_RATE_LIMITED),
        row(
            0,
            "{'error':{'message':'x','type':'tokens','code':'rate_limit_exceeded'}}",
            UPSTREAM_RATE_LIMITED),
        row(
            0,
            "{'error':{'message':'x','type':'invalid_request_error','code':null}}",
            INVALID_REQUEST),
        row(0, "{'error':{'message':'x','code':'context_length_exceeded'}}", CONTEXT_TOO_LONG),
        row(0, "{'error':{'message':'x','code':'content_filter'}}", CONTENT_REJECTED),
        row(0, "{'error':'The model is at capacity','code':'x'}", UPSTREAM_OVERLOADED),
        row(0, "{'error':{'message':'x','type':'authentication_error'}}", UPSTREAM_REFUSED_KEY),
        row(0, "{'error':{'message':'x','type':'timeout'}}", UPSTREAM_TIMEOUT),
        row(0, "{'error':{'message':'something odd'}}", UPSTREAM_PROTOCOL),
        row(
            0,
            "[{'error':{'message':'x','code':503,'status':'UNAVAILABLE'}}]",
            UPSTREAM_OVERLOADED),
        row(0, "boom", UPSTREAM_PROTOCOL),
        row(0, "", UPSTREAM_PROTOCOL));
  }

  @ParameterizedTest
  @MethodSource("failuresInAnswers")
  void knowsAnErrorWithinAnAnswerByItsCodeOrItsClass(int none, String body, ErrorKind kind) {
    assertThat(ErrorReader.inAnswer(Bytes.utf8(body.replace('\'', '"'))).kind()).isEqualTo(kind);
  }

  @Property
  void meansSomethingWhateverTheBody(
      @ForAll @IntRange(min = 0, max = 999) int status, @ForAll byte[] body) {
    assertThat(ErrorReader.read(status, name -> null, Bytes.wrap(body)).message()).isNotBlank();
  }

  private static ChatError read(int status, String body) {
    return ErrorReader.read(status, name -> null, Bytes.utf8(body.replace('\'', '"')));
  }

  private static Arguments row(int status, String body, ErrorKind kind) {
    return Arguments.of(status, body, kind);
  }
}
