package io.lattice.api;

/** Where Lattice listens on the event bus. */
public final class Addresses {

  /**
   * A chat. Takes a {@code JsonObject} in the OpenAI shape and answers with one, from any verticle
   * in any language; the typed client speaks its own messages here.
   */
  public static final String CHAT = "lattice.chat";

  /** The models that can be asked: a {@code JsonObject} in the shape of OpenAI's model list. */
  public static final String MODELS = "lattice.models";

  /** What runs and how it is: a {@code JsonObject}; see the documentation of operations. */
  public static final String HEALTH = "lattice.health";

  private Addresses() {}
}
