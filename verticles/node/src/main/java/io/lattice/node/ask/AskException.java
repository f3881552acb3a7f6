package io.lattice.node.ask;

/** A question that got no answer; the message is one sentence for whoever asked. */
public final class AskException extends Exception {

  private static final long serialVersionUID = 1L;

  AskException(String message) {
    super(message);
  }
}
