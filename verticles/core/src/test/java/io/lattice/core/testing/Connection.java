package io.lattice.core.testing;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.function.Function;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/**
 * One accepted connection. Its own thread reads, so that a client that goes away is seen at once,
 * also in the midst of a script; the script plays on another.
 */
final class Connection {
  private static final int GONE = -1;

  private final int number;
  private final Socket socket;
  private final Executor players;
  private final Function<Call, Script> scripts;
  private volatile @Nullable Call current;

  Connection(int number, Socket socket, Executor players, Function<Call, Script> scripts) {
    this.number = number;
    this.socket = socket;
    this.players = players;
    this.scripts = scripts;
  }

  /** Serves requests until the connection ends. Fails when a TLS handshake does. */
  void serve() throws IOException {
    try (socket) {
      if (socket instanceof SSLSocket tls) {
        tls.startHandshake();
      }
      PushbackInputStream in =
          new PushbackInputStream(new BufferedInputStream(socket.getInputStream()));
      RequestReader requests = new RequestReader(number, in);
      Call call = requests.next();
      while (call != null) {
        start(scripts.apply(call), call);
        int next = read(in);
        if (next == GONE) {
          breakOff(call);
          return;
        }
        call.awaitPlayed();
        in.unread(next);
        call = requests.next();
      }
    }
  }

  /** Plays one script without reading a request; what the client sends is thrown away. */
  void play(Script script) throws IOException {
    try (socket) {
      Call call = new Call(number, "", "", Map.of(), new byte[0]);
      start(script, call);
      while (read(socket.getInputStream()) != GONE) {
        // Whatever it says.
      }
      breakOff(call);
    }
  }

  boolean isBusy() {
    return current != null;
  }

  void close() throws IOException {
    Call call = current;
    if (call != null) {
      call.gone().complete(null);
    }
    socket.close();
  }

  private void start(Script script, Call call) {
    current = call;
    players.execute(() -> perform(script, call));
  }

  private void perform(Script script, Call call) {
    try {
      Line line = new Line(socket, call);
      for (Step step : script.steps()) {
        step.playOn(line);
      }
    } catch (IOException clientIsGone) {
      call.gone().complete(null);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    } finally {
      current = null;
      call.played().complete(null);
    }
  }

  /** The client ended the connection: so does the script, if it still plays. */
  private static void breakOff(Call call) {
    if (!call.played().isDone()) {
      call.gone().complete(null);
      call.awaitPlayed();
    }
  }

  private static int read(InputStream in) {
    try {
      return in.read();
    } catch (IOException reset) {
      return GONE;
    }
  }
}
