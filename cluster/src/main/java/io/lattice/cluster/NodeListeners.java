package io.lattice.cluster;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who wants to hear of nodes; a listener that throws is logged and stops no other. */
final class NodeListeners {

  private static final Logger LOG = LoggerFactory.getLogger(NodeListeners.class);

  private final List<Entry> entries = new CopyOnWriteArrayList<>();

  Nodes.Subscription add(Consumer<Node> listener) {
    Entry entry = new Entry(listener);
    entries.add(entry);
    return entry;
  }

  void call(Node node) {
    for (Entry entry : entries) {
      try {
        entry.listener.accept(node);
      } catch (RuntimeException e) {
        LOG.atError().setCause(e).addKeyValue("node", node.id()).log("a node listener failed");
      }
    }
  }

  /** Compared by identity, so that of a listener added twice one place is given up. */
  private final class Entry implements Nodes.Subscription {

    private final Consumer<Node> listener;

    Entry(Consumer<Node> listener) {
      this.listener = listener;
    }

    @Override
    public void cancel() {
      entries.remove(this);
    }
  }
}
