package io.lattice.node.proof;

import io.lattice.core.testing.Script;
import io.vertx.core.json.Json;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What a provider writes, byte by byte, as its recordings and documents show it. Written by hand: a
 * writer of ours would agree with our readers, whatever the provider does.
 *
 * <p>Where usage is told it is 5 tokens in and 7 out. Tool calls are three in parallel, of which
 * the second has no arguments: see {@link #TOOLS}.
 */
interface ProviderSpeech {
  /** The tools that are called, and with what. */
  String TOOLS = "weather {\"city\":\"Köln\"}, clock {}, weather {\"city\":\"Ulm\"}";

  /** The media type of a stream. */
  String streamType();

  /** What comes before the first word; may be empty. */
  String opening(UsageTold told);

  /** A piece of text. */
  String text(String piece);

  /** What follows the last word, to the end. */
  String ending(UsageTold told);

  /** All of a stream that calls the tools. */
  String toolCalls();

  /** What a provider sends that has nothing to say yet. */
  String ping();

  /** An overload that befalls a stream, in these words. */
  String failure(String message);

  /** The body of a whole answer. */
  String whole(String text);

  /** The body of a whole answer that calls the tools. */
  String wholeToolCalls();

  /** The body of a whole answer in which there is none. */
  String nothing();

  /** The body of a refusal, in these words. */
  String refusal(int status, String message);

  /** The head of a stream and what comes before the first word; not the end. */
  default Script begun(String... texts) {
    String said = Arrays.stream(texts).map(this::text).collect(Collectors.joining());
    return stream(opening(UsageTold.ONCE) + said);
  }

  /** A complete stream. */
  default Script complete(String... texts) {
    return begun(texts).send(ending(UsageTold.ONCE)).end();
  }

  /** A complete stream that tells its usage in a certain way. */
  default Script telling(UsageTold told, String text) {
    return stream(opening(told) + text(text) + ending(told)).end();
  }

  /** The head of a stream with status 200 and its first bytes, in one chunk if there are any. */
  default Script stream(String bytes) {
    Script head = Script.answer(200).type(streamType()).chunked();
    return bytes.isEmpty() ? head.headNow() : head.send(bytes);
  }

  /** A complete answer, not streamed. */
  default Script answer(String text) {
    return Script.json(200, whole(text));
  }

  /** A refusal, in these words. */
  default Script refused(int status, String message) {
    return refused(status, message, new String[0]);
  }

  /** A refusal with more headers, each as {@code name: value}. */
  default Script refused(int status, String message, String... headers) {
    String body = refusal(status, message);
    boolean isJson = body.startsWith("{");
    Script script = Script.answer(status).type(isJson ? "application/json" : "text/plain");
    for (String header : headers) {
      int colon = header.indexOf(':');
      script = script.header(header.substring(0, colon), header.substring(colon + 1).trim());
    }
    return script.whole(body);
  }

  /** A server-sent event with this data. */
  static String event(String data) {
    return "data: " + data + "\n\n";
  }

  /** A text as a JSON string. */
  static String quoted(String text) {
    return Json.encode(text);
  }
}
