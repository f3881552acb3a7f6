package io.lattice.core.dialect.openai;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ErrorKind;
import io.lattice.core.dialect.Reading;
import io.lattice.core.dialect.StreamDecoder;
import io.lattice.core.dialect.WireFrame;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamDecoderTest {
  private static final String ROLE = chunk("{'role':'assistant','content':''}", "null");
  private static final String HI = chunk("{'content':'Hi'}", "null");
  private static final String STOP = chunk("{}", "'stop'");

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void failsAnAnswerThatIsLargerThanItMayBe(boolean isNative) {
    StreamDecoder decoder = decoder(isNative, 2L * HI.length());
    assertThat(decoder.decode(frames(HI, HI))).noneMatch(ChatEvent.Terminal.class::isInstance);
    assertThat(decoder.decode(frames(HI)))
        .singleElement()
        .isInstanceOfSatisfying(
            ChatEvent.MessageFailed.class,
            failed -> assertThat(failed.error().kind()).isEqualTo(ErrorKind.UPSTREAM_PROTOCOL));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void saysNothingAfterTheEnd(boolean isNative) {
    StreamDecoder decoder = decoder(isNative, 10_000);
    assertThat(decoder.decode(frames(HI, STOP, "[DONE]", HI, "[DONE]", "oops")))
        .filteredOn(ChatEvent.Terminal.class::isInstance)
        .containsExactly(new ChatEvent.MessageEnded());
    assertThat(decoder.decode(frames(HI, STOP, "[DONE]"))).isEmpty();
    assertThat(decoder.end()).isEmpty();
    assertThat(decoder.end()).isEmpty();
  }

  @Test
  void givesOnePieceOfBytesForABatchAndTellsWhetherItSaysSomething() {
    StreamDecoder decoder = decoder(true, 10_000);
    assertThat(decoder.decode(frames(ROLE)))
        .containsExactly(new ChatEvent.NativeBytes(passed(ROLE), false));
    assertThat(decoder.decode(frames(ROLE, HI, HI)))
        .containsExactly(new ChatEvent.NativeBytes(passed(ROLE, HI, HI), true));
    assertThat(decoder.decode(List.of())).isEmpty();
    assertThat(decoder.decode(frames(""))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'role':'assistant'}",
        "{'content':''}",
        "{'content':null,'refusal':null}",
        "{'tool_calls':[]}",
        "{'annotations':[],'x':{}}",
        "{}"
      })
  void takesForSilenceWhatSaysNothing(String delta) {
    assertThat(hasContent(delta)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'content':'x'}",
        "{'refusal':'x'}",
        "{'reasoning_content':'x'}",
        "{'role':'assistant','tool_calls':[{'index':0}]}",
        "{'custom_content':{'stages':[{'index':0}]}}",
        "{'content':[{'type':'text'}]}"
      })
  void takesForContentWhatSaysSomething(String delta) {
    assertThat(hasContent(delta)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "1024", "2147483648", "1e10"})
  void failsAnAnswerWithAChoiceThatCannotBe(String index) {
    String chunk = HI.replace("\"index\":0", "\"index\":" + index);
    List<ChatEvent> events = decoder(false, 10_000).decode(frames(chunk));
    assertThat(events.get(events.size() - 1)).isInstanceOf(ChatEvent.MessageFailed.class);
  }

  private static boolean hasContent(String delta) {
    List<ChatEvent> events = decoder(true, 10_000).decode(frames(chunk(delta, "null")));
    return events.get(0).isContent();
  }

  private static StreamDecoder decoder(boolean isNative, long maxBytes) {
    return OpenAiDialect.of(OpenAiFlavor.OPENAI)
        .streamDecoder(new Reading(isNative, true, maxBytes));
  }

  private static List<WireFrame> frames(String... data) {
    return Arrays.stream(data).map(each -> new WireFrame(null, Bytes.utf8(each))).toList();
  }

  private static Bytes passed(String... data) {
    return Bytes.utf8("data: " + String.join("\n\ndata: ", data) + "\n\n");
  }

  private static String chunk(String delta, String finish) {
    return ("{'id':'a','choices':[{'index':0,'delta':"
            + delta
            + ",'finish_reason':"
            + finish
            + "}]}")
        .replace('\'', '"');
  }
}
