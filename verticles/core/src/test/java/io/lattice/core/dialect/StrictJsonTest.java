package io.lattice.core.dialect;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonToken;
import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        " {\"a\":1} \n",
        "{\"a\":[{},{\"b\":null}],\"c\":-1.5e300,\"d\":true}",
        "{\"a\":\"\u00E9\u20AC\uD83D\uDE00 \\uD83D\\uDE00 \\\\ud83d \\n\\u0000\"}",
        "{\"a\":\"\uFFFF\u0800\uD7FF\uE000\uDBFF\uDFFF\u0080\u07FF\"}"
      })
  void acceptsWellFormedJson(String json) {
    assertThatCode(() -> check(Bytes.utf8(json))).doesNotThrowAnyException();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"a\":1,\"a\":2}                | a: the JSON names a field twice",
        "{\"a\":{\"b\":1,\"\\u0062\":2}}  | a.b: the JSON names a field twice",
        "{\"a\":NaN}                      | a: the body is not valid JSON (line 1, column 9)",
        "{\"a\":Infinity}                 | a: the body is not valid JSON",
        "{\"a\":1e400}                    | a: a number must not be larger than a double can hold",
        "{\"a\":-1e400}                   | a: a number must not be larger",
        "{\"a\":01}                       | a: the body is not valid JSON",
        "{\"a\":1,}                       | the body is not valid JSON",
        "{\"a\":[1,]}                     | a[1]: the body is not valid JSON",
        "{\"a\":'x'}                      | a: the body is not valid JSON",
        "{\"a\":/* x */1}                 | a: the body is not valid JSON",
        "{a:1}                            | the body is not valid JSON",
        "{\"a\":tru}                      | a: the body is not valid JSON",
        "{\"a\":[{\"b\":                  | a[0].b: the body ends in the middle of its JSON",
        "{\"a\":\"x                       | a: the body ends in the middle",
        "{\"a\":1                         | the body ends in the middle",
        "{} {}                            | the body must end after the first JSON object",
        "{} x                             | the body is not valid JSON",
        "{}}                              | the body is not valid JSON",
        "[]                               | the body must be one JSON object",
        "7                                | the body must be one JSON object",
        "null                             | the body must be one JSON object",
        "{\"a\":\"\\ud83d\"}              | escapes half of a surrogate pair, at byte 6",
        "{\"a\":\"\\ude00\"}              | escapes half of a surrogate pair, at byte 6",
        "{\"a\":\"\\ude00\\ud83d\"}       | escapes half of a surrogate pair, at byte 6",
        "{\"a\":\"\\ud83dx\"}             | escapes half of a surrogate pair, at byte 6",
        "{\"a\":\"\\uZZZZ\"}              | a: the body is not valid JSON",
        "{\"a\":\"\\x\"}                  | a: the body is not valid JSON"
      })
  void refusesWhatIsNotAndSaysWhere(String json, String message) {
    assertThat(refusal(Bytes.utf8(json)).message()).contains(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"a\":\"\u00C0\u00AF\"}",
        "{\"a\":\"\u00E0\u0080\u00AF\"}",
        "{\"a\":\"\u00F0\u0080\u0080\u00AF\"}",
        "{\"a\":\"\u00ED\u00A0\u0080\"}",
        "{\"a\":\"\u00F4\u0090\u0080\u0080\"}",
        "{\"a\":\"\u00FF\"}",
        "{\"a\":\"\u0080\"}",
        "{\"a\":\"\u00C3\"}",
        "{\"a\":\"abcdefgh\u00E2\u0082\"}",
        "\u00EF\u00BB\u00BF{}",
        "\u00FE\u00FF\u0000{\u0000}",
        "{\u0000}\u0000",
        "\u0000{\u0000}",
        "{\u0000\u0000\u0000}\u0000\u0000\u0000"
      })
  void refusesWhatIsNotUtf8(String latin1) {
    assertThat(refusal(Bytes.wrap(latin1.getBytes(ISO_8859_1))).message()).contains("UTF-8");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{\"a\":\"\u0000\"}", "{\"abc\u0000\":1}", "{\"abc\":1}\u0000", "{\"a\":\"\n\"}"})
  void refusesControlCharacters(String json) {
    assertThat(refusal(Bytes.utf8(json)).message()).contains("not valid JSON");
  }

  @Test
  void acceptsSixtyFourContainersAndNotOneMore() {
    String deep = "{\"a\":" + "[".repeat(63) + "]".repeat(63) + "}";
    String deeper = "{\"a\":" + "[".repeat(64) + "]".repeat(64) + "}";
    assertThatCode(() -> check(Bytes.utf8(deep))).doesNotThrowAnyException();
    assertThat(refusal(Bytes.utf8(deeper)).message()).contains("nested deeper than 64");
    assertThat(refusal(Bytes.utf8("{\"a\":" + "[".repeat(100_000))).message())
        .contains("nested deeper than 64");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 64, 65, 256})
  void acceptsAsManyContainersAsItIsToldAndNotOneMore(int depth) {
    JsonLimits limits = new JsonLimits(depth);
    assertThatCode(() -> check(nested(depth), limits)).doesNotThrowAnyException();
    assertThat(refusal(nested(depth + 1), limits).message())
        .contains("nested deeper than " + depth + " containers (line 1, column ");
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 257})
  void hasLimitsThatTheRestCanKeep(int depth) {
    assertThatThrownBy(() -> new JsonLimits(depth)).hasMessageContaining("from 1 to 256");
  }

  @Test
  void boundsNumbersAndNamesAndTheirCount() {
    assertThat(refusal(Bytes.utf8("{\"a\":" + "1".repeat(500) + "}")).message())
        .contains("a: a number must not have more than 256 digits");
    assertThat(refusal(Bytes.utf8("{\"a\":" + "1".repeat(2_000) + "}")).message())
        .contains("a: the JSON has a name, a number");
    assertThat(refusal(Bytes.utf8("{\"" + "n".repeat(100_000) + "\":1}")).message())
        .contains("beyond all use");
    String many =
        IntStream.range(0, 20_000)
            .mapToObj(i -> "\"k" + i + "\":1")
            .collect(Collectors.joining(",", "{", "}"));
    assertThat(refusal(Bytes.utf8(many)).message()).contains("more than 10000 fields");
    assertThat(refusal(Bytes.utf8("{\"a\":[" + "1,".repeat(1_000_001) + "1]}")).message())
        .contains("beyond all use");
  }

  @Test
  void namesTheFieldAndThePlaceAndNothingOfTheContent() {
    ChatError error =
        refusal(Bytes.utf8("{\"messages\":[\n{\"content\":\"secret\"},{\"content\":secret2}]}"));
    assertThat(error.kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
    assertThat(error.param()).isEqualTo("messages[1].content");
    assertThat(error.message())
        .isEqualTo("messages[1].content: the body is not valid JSON (line 2, column 41)")
        .doesNotContain("secret");
  }

  @Test
  void cleansTheNamesItShows() {
    ChatError error = refusal(Bytes.utf8("{\"a\\n<b>" + "c".repeat(100) + "\":x}"));
    assertThat(error.param()).isEqualTo("a??b?" + "c".repeat(59) + "...");
  }

  @Test
  void showsEveryTokenWithItsDepth() {
    List<String> seen = new ArrayList<>();
    StrictJson.check(
        Bytes.utf8("{\"a\":{\"b\":[1]}}"), (parser, token, depth) -> seen.add(depth + ":" + token));
    assertThat(seen)
        .containsExactly(
            "1:" + JsonToken.FIELD_NAME,
            "1:" + JsonToken.START_OBJECT,
            "2:" + JsonToken.FIELD_NAME,
            "2:" + JsonToken.START_ARRAY,
            "3:" + JsonToken.VALUE_NUMBER_INT,
            "2:" + JsonToken.END_ARRAY,
            "1:" + JsonToken.END_OBJECT,
            "0:" + JsonToken.END_OBJECT);
  }

  @Property(tries = 2_000)
  void throwsNothingButARefusal(@ForAll byte[] bytes) {
    try {
      check(Bytes.wrap(bytes));
    } catch (DialectException refused) {
      assertThat(refused.error().kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
    }
  }

  @Property
  void findsExactlyTheUnitsThatAreNoPairs(@ForAll String text) {
    StringBuilder json = new StringBuilder("{\"a\":\"");
    text.chars().forEach(unit -> json.append(String.format("\\u%04x", unit)));
    boolean isGood = new String(text.getBytes(UTF_16BE), UTF_16BE).equals(text);
    Bytes body = Bytes.utf8(json.append("\"}").toString());
    assertThat(JsonCharacters.firstBad(body.array()) < 0).isEqualTo(isGood);
  }

  /** So many containers in each other. */
  private static Bytes nested(int depth) {
    return Bytes.utf8(
        depth == 1 ? "{}" : "{\"a\":" + "[".repeat(depth - 1) + "]".repeat(depth - 1) + "}");
  }

  private static void check(Bytes body) {
    StrictJson.check(body, (parser, token, depth) -> {});
  }

  private static void check(Bytes body, JsonLimits limits) {
    StrictJson.check(body, limits, (parser, token, depth) -> {});
  }

  private static ChatError refusal(Bytes body) {
    return refusal(body, JsonLimits.DEFAULT);
  }

  private static ChatError refusal(Bytes body, JsonLimits limits) {
    return catchThrowableOfType(DialectException.class, () -> check(body, limits)).error();
  }
}
