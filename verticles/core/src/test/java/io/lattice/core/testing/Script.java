package io.lattice.core.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;

/**
 * What an upstream does with one request, step after step. Immutable: every method gives a longer
 * script.
 *
 * <p>A script that ends with its message complete leaves the connection open for the next request;
 * one that does not says how it breaks off: {@link #fin}, {@link #reset} or {@link #stall}.
 */
public final class Script {
  private final List<Step> steps;

  private Script(List<Step> steps) {
    this.steps = List.copyOf(steps);
  }

  List<Step> steps() {
    return steps;
  }

  /** Nothing yet, not even a status line. */
  public static Script raw() {
    return new Script(List.of());
  }

  /** A status line; headers and a body may follow. */
  public static Script answer(int status) {
    return raw().then(line -> line.status(status));
  }

  /** A whole answer of a known length. */
  public static Script whole(int status, String contentType, String body) {
    return answer(status).type(contentType).whole(body);
  }

  /** A whole JSON answer of a known length. */
  public static Script json(int status, String body) {
    return whole(status, "application/json", body);
  }

  /** The head of a chunked event stream with status 200. */
  public static Script sse() {
    return answer(200).type("text/event-stream").chunked();
  }

  /** Adds a header, not checked in any way. */
  public Script header(String name, String value) {
    return then(line -> line.header(name, value));
  }

  /** Adds a content type. */
  public Script type(String value) {
    return header("content-type", value);
  }

  /** Sends the body in chunks, one for each {@link #send}. */
  public Script chunked() {
    return then(Line::chunked);
  }

  /** Announces a length, right or wrong; the body follows with {@link #send}. */
  public Script length(long bytes) {
    return header("content-length", Long.toString(bytes));
  }

  /** The whole body, with its length before it. */
  public Script whole(String body) {
    return whole(body.getBytes(UTF_8));
  }

  /** The whole body, with its length before it. */
  public Script whole(byte[] body) {
    return length(body.length).send(body);
  }

  /** Ends the head, if it is still open, and sends a piece of the body in the current framing. */
  public Script send(String text) {
    return send(text.getBytes(UTF_8));
  }

  /** Ends the head, if it is still open, and sends a piece of the body in the current framing. */
  public Script send(byte[] bytes) {
    byte[] copy = bytes.clone();
    return then(line -> line.send(copy));
  }

  /** Sends pieces of the body, numbered from nothing, made only when they are sent. */
  public Script sendEach(int count, IntFunction<String> piece) {
    return then(
        line -> {
          for (int i = 0; i < count; i++) {
            line.send(piece.apply(i).getBytes(UTF_8));
          }
        });
  }

  /** Sends one server-sent event with this data. */
  public Script event(String data) {
    return send("data: " + data + "\n\n");
  }

  /** Sends the head now, although no body follows yet. */
  public Script headNow() {
    return then(Line::endHead);
  }

  /** Sends bytes as they are, with no framing. */
  public Script bytes(String latin1) {
    return then(line -> line.raw(latin1.getBytes(ISO_8859_1)));
  }

  /** Sends bytes as they are, with no framing. */
  public Script bytes(byte[] bytes) {
    byte[] copy = bytes.clone();
    return then(line -> line.raw(copy));
  }

  /** From here on, writes at most this many bytes at a time, each flushed to the network. */
  public Script splitEvery(int bytes) {
    return then(line -> line.splitEvery(bytes));
  }

  /** Ends a chunked body in the regular way. */
  public Script end() {
    return then(Line::endChunks);
  }

  /** OpenAI's end of a stream: {@code [DONE]} and the last chunk. */
  public Script done() {
    return event("[DONE]").end();
  }

  /** Waits until the test opens the gate, or until the client is gone. */
  public Script await(Gate gate) {
    return then(line -> line.await(gate));
  }

  /** Opens a gate, so that a test or another script goes on. */
  public Script open(Gate gate) {
    return then(
        line -> {
          line.endHead();
          gate.open();
        });
  }

  /** Waits, or stops when the client is gone. For faults that are made of time. */
  public Script pause(Duration time) {
    return then(line -> line.pause(time));
  }

  /** Sends nothing more until the client is gone. */
  public Script stall() {
    return then(Line::stall);
  }

  /** Sends TCP FIN: the regular end of a connection, wherever in the message it falls. */
  public Script fin() {
    return then(Line::fin);
  }

  /** Sends TCP RST. */
  public Script reset() {
    return then(Line::reset);
  }

  /** Goes on with what another script does. */
  public Script then(Script more) {
    List<Step> longer = new ArrayList<>(steps);
    longer.addAll(more.steps);
    return new Script(longer);
  }

  private Script then(Step step) {
    List<Step> longer = new ArrayList<>(steps);
    longer.add(step);
    return new Script(longer);
  }
}
