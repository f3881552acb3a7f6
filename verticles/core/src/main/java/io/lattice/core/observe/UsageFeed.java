package io.lattice.core.observe;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.function.Consumer;

/**
 * Tells everybody who listens what requests used and cost: those of a second together, since to
 * publish is to ask the cluster who listens, which costs more than a request does. What a node has
 * not told when it ends is lost; the log has it. Confined to one event loop.
 */
public final class UsageFeed {
  /** More are told before the second is over. */
  static final int MOST = 100;

  private final Consumer<JsonObject> publish;
  private final Consumer<Runnable> aSecondLater;
  private JsonArray requests = new JsonArray();
  private boolean waiting;

  /**
   * @param publish to all listeners
   * @param aSecondLater runs a task then, on the same event loop
   */
  public UsageFeed(Consumer<JsonObject> publish, Consumer<Runnable> aSecondLater) {
    this.publish = publish;
    this.aSecondLater = aSecondLater;
  }

  /** A request came to its end. One that used nothing is not told. */
  public void settled(RequestRecord record) {
    if (record.charges().isEmpty()) {
      return;
    }
    requests.add(UsageReport.of(record));
    if (requests.size() >= MOST) {
      tell();
    } else if (!waiting) {
      waiting = true;
      aSecondLater.accept(this::secondIsOver);
    }
  }

  private void secondIsOver() {
    waiting = false;
    if (!requests.isEmpty()) {
      tell();
    }
  }

  private void tell() {
    JsonArray told = requests;
    requests = new JsonArray();
    publish.accept(new JsonObject().put("requests", told));
  }
}
