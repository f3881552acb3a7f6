package io.lattice.api;

import org.jspecify.annotations.Nullable;

/** Where Lattice listens on the event bus. */
public final class Addresses {

  /**
   * A chat. Takes a {@code JsonObject} in the OpenAI shape and answers with one, from any verticle
   * in any language; the typed client speaks its own messages here.
   */
  public static final String CHAT = "lattice.chat";

  /**
   * Texts to be turned into vectors: a {@code JsonObject} in the shape of OpenAI's embeddings,
   * answered by one.
   */
  public static final String EMBEDDINGS = "lattice.embeddings";

  /** The models that can be asked: a {@code JsonObject} in the shape of OpenAI's model list. */
  public static final String MODELS = "lattice.models";

  /** What runs and how it is: a {@code JsonObject}; see the documentation of operations. */
  public static final String HEALTH = "lattice.health";

  /**
   * What requests used and cost, published by every node about those that it served: a {@code
   * JsonObject} with those of up to a second; see the documentation of the event bus.
   */
  public static final String USAGE_EVENTS = "lattice.events.usage";

  private static final String PROVIDER = "lattice.provider.";
  private static final String INBOX = "lattice.inbox.";

  private Addresses() {}

  /**
   * Where one node runs one provider. Asked by routers, which know from the cluster who runs what.
   *
   * @param node the node's id in the cluster
   */
  public static String provider(String provider, String node) {
    return PROVIDER + provider + '.' + node;
  }

  /**
   * Where one inbox of a node gets its streams.
   *
   * @param node the node's id in the cluster
   * @param unique tells the inbox from every other of its node
   */
  public static String inbox(String node, String unique) {
    return INBOX + node + '.' + unique;
  }

  /**
   * The node that alone listens at one of our addresses, or null for an address that does not tell.
   * Neither a provider's nor a node's name holds a dot where one is looked for: a node's id is the
   * cluster's own, made of letters, digits and hyphens.
   */
  public static @Nullable String nodeIn(String address) {
    if (address.startsWith(PROVIDER)) {
      return address.substring(address.lastIndexOf('.') + 1);
    }
    int end = address.startsWith(INBOX) ? address.indexOf('.', INBOX.length()) : -1;
    return end < 0 ? null : address.substring(INBOX.length(), end);
  }

  /**
   * Whether an address is one of {@link #provider}'s and on this node, so that nobody else can
   * answer there.
   *
   * @param node the node's id in the cluster
   */
  public static boolean isOnNode(String address, String node) {
    return address.endsWith('.' + node);
  }

  /**
   * An address on one event loop of this node only, so that a request which stays on its node stays
   * on its thread.
   *
   * @param lane counts the node's event loops from 0
   */
  public static String onLane(String address, int lane) {
    return address + "#" + lane;
  }

  /** The same service of this node only, where the plain address may be answered by any node. */
  public static String onThisNode(String address) {
    return address + "#here";
  }
}
