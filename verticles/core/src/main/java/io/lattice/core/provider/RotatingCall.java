package io.lattice.core.provider;

import io.lattice.api.ChatFailure;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.stream.Answer;
import io.lattice.api.stream.OutgoingStream;
import io.lattice.config.secret.Secret;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One answer, asked for with one credential after the other until a provider takes one. That goes
 * on only while nothing of an answer was passed on, and each is asked with once; one that can be
 * had anew, once more. Confined to its verticle's context.
 */
final class RotatingCall implements Answer {
  private static final Logger LOG = LoggerFactory.getLogger(RotatingCall.class);

  /** Makes a call that was not started yet. */
  interface Calls {
    Answer call(Secret secret, OutgoingStream out);
  }

  private final Keyring keys;
  private final Calls calls;
  private final OutgoingStream out;
  private @Nullable Answer current;
  private int turns;
  private boolean paused;
  private boolean cancelled;
  private boolean shown;
  private boolean adapted;
  private boolean renewed;

  RotatingCall(Keyring keys, Calls calls, OutgoingStream out) {
    this.keys = keys;
    this.calls = calls;
    this.out = out;
  }

  @Override
  public void start() {
    takeTurn();
  }

  private void takeTurn() {
    turns++;
    ask(keys.take());
  }

  private void ask(int position) {
    current = null;
    keys.secret(position)
        .onSuccess(secret -> send(position, secret))
        .onFailure(problem -> failed(position, errorOf(problem)));
  }

  private void send(int position, Secret secret) {
    if (cancelled) {
      return;
    }
    Answer call = calls.call(secret, new Turn(position, secret));
    current = call;
    if (paused) {
      call.pause();
    }
    call.start();
  }

  /** What comes with one credential. */
  private final class Turn implements OutgoingStream {
    private final int position;
    private final Secret secret;

    Turn(int position, Secret secret) {
      this.position = position;
      this.secret = secret;
    }

    @Override
    public void send(List<ChatEvent> quoting) {
      List<ChatEvent> events = Unquoted.of(quoting, secret);
      if (events.get(events.size() - 1) instanceof ChatEvent.MessageFailed failure && !shown) {
        refused(failure.error());
      } else {
        pass(events);
      }
    }

    private void refused(ChatError error) {
      if (error.kind() == ErrorKind.UPSTREAM_REFUSED_KEY
          && !renewed
          && keys.renew(position, secret)) {
        renewed = true;
        ask(position);
      } else {
        failed(position, error);
      }
    }

    @Override
    public boolean isHolding() {
      return out.isHolding();
    }
  }

  private void failed(int position, ChatError error) {
    if (cancelled) {
      return;
    }
    ChatError asWhole = keys.failed(position, error);
    if (CredentialRest.after(error).isPresent() && turns < keys.size() && keys.hasFree()) {
      takeTurn();
    } else {
      out.send(UpstreamAnswer.failed(asWhole));
    }
  }

  /** Every call says anew how the request was adapted, and it is the same each time. */
  private void pass(List<ChatEvent> events) {
    boolean isAboutRequest = events.stream().allMatch(ChatEvent.RequestAdapted.class::isInstance);
    if (isAboutRequest && adapted) {
      return;
    }
    adapted = true;
    shown |= !isAboutRequest;
    out.send(events);
  }

  private static ChatError errorOf(Throwable problem) {
    if (problem instanceof ChatFailure failure) {
      return failure.error();
    }
    LOG.atError().setCause(problem).log("a credential could not be made");
    return new ChatError(
        ErrorKind.INTERNAL, "a credential could not be made in this node; its log says how");
  }

  @Override
  public void pause() {
    paused = true;
    if (current != null) {
      current.pause();
    }
  }

  @Override
  public void resume() {
    paused = false;
    if (current != null) {
      current.resume();
    }
  }

  @Override
  public void cancel(String reason) {
    cancelled = true;
    if (current != null) {
      current.cancel(reason);
    }
  }
}
