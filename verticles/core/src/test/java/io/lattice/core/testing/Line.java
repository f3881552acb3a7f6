package io.lattice.core.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The writing end of one connection while one script plays on it. Confined to its player. */
final class Line {
  private static final byte[] CRLF = {'\r', '\n'};

  private final Socket socket;
  private final OutputStream out;
  private final Call call;
  private final StringBuilder head = new StringBuilder();
  private boolean chunked;
  private int split = Integer.MAX_VALUE;

  Line(Socket socket, Call call) throws IOException {
    this.socket = socket;
    this.out = socket.getOutputStream();
    this.call = call;
  }

  void status(int status) {
    head.append("HTTP/1.1 ").append(status).append(" Scripted\r\n");
  }

  void header(String name, String value) {
    head.append(name).append(": ").append(value).append("\r\n");
  }

  void chunked() {
    header("transfer-encoding", "chunked");
    chunked = true;
  }

  void endHead() throws IOException {
    if (head.length() > 0) {
      byte[] bytes = head.append("\r\n").toString().getBytes(ISO_8859_1);
      head.setLength(0);
      write(bytes);
    }
  }

  void send(byte[] data) throws IOException {
    endHead();
    if (chunked) {
      byte[] size = (Integer.toHexString(data.length) + "\r\n").getBytes(ISO_8859_1);
      byte[] chunk = new byte[size.length + data.length + CRLF.length];
      System.arraycopy(size, 0, chunk, 0, size.length);
      System.arraycopy(data, 0, chunk, size.length, data.length);
      System.arraycopy(CRLF, 0, chunk, size.length + data.length, CRLF.length);
      write(chunk);
    } else {
      write(data);
    }
  }

  void raw(byte[] data) throws IOException {
    endHead();
    write(data);
  }

  void endChunks() throws IOException {
    endHead();
    write("0\r\n\r\n".getBytes(ISO_8859_1));
  }

  void splitEvery(int bytes) {
    split = bytes;
  }

  void await(Gate gate) throws IOException, InterruptedException {
    endHead();
    if (!happens(gate.opened(), Patience.LIMIT.multipliedBy(2))) {
      throw new IOException("the gate was never opened");
    }
  }

  void pause(Duration time) throws IOException, InterruptedException {
    endHead();
    happens(new CompletableFuture<>(), time);
  }

  void stall() throws IOException, InterruptedException {
    await(new Gate());
  }

  void fin() throws IOException {
    endHead();
    socket.shutdownOutput();
  }

  void reset() throws IOException {
    endHead();
    socket.setSoLinger(true, 0);
    socket.close();
  }

  /** Whether it happens within the time; fails when the client goes first. */
  private boolean happens(CompletableFuture<Void> event, Duration limit)
      throws IOException, InterruptedException {
    try {
      CompletableFuture.anyOf(event, call.gone()).get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException late) {
      return false;
    } catch (ExecutionException impossible) {
      throw new AssertionError(impossible);
    }
    if (call.isGone()) {
      throw new IOException("the client is gone");
    }
    return true;
  }

  private void write(byte[] data) throws IOException {
    for (int from = 0; from < data.length; from += Math.min(split, data.length - from)) {
      int size = Math.min(split, data.length - from);
      out.write(data, from, size);
      out.flush();
      call.sent(size);
    }
  }
}
