package io.lattice.cluster;

import com.hazelcast.core.EntryAdapter;
import com.hazelcast.core.EntryEvent;
import com.hazelcast.core.HazelcastInstance;
import com.hazelcast.replicatedmap.ReplicatedMap;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.util.Set;

/**
 * What nodes have said of themselves since they started, by node id. Every node has a copy, so that
 * reading neither blocks nor leaves the process; a copy may be behind.
 */
final class SharedStates {

  static final String NAME = "lattice.nodes";

  private final Context context;
  private final ReplicatedMap<String, String> states;

  /**
   * Blocks: Hazelcast may have to make the map.
   *
   * @param context whose order writes keep
   */
  SharedStates(Context context, HazelcastInstance hazelcast) {
    this.context = context;
    states = hazelcast.getReplicatedMap(NAME);
  }

  void onChange(Runnable listener) {
    states.addEntryListener(
        new EntryAdapter<String, String>() {
          @Override
          public void onEntryEvent(EntryEvent<String, String> event) {
            listener.run();
          }
        });
  }

  /** A node as it last said it is; as it started where it has said nothing since. */
  Node current(Node started) {
    String state = states.get(started.id());
    return state == null
        ? started
        : NodeState.fromJson(state, NodeState.of(started)).applyTo(started);
  }

  boolean has(String id, NodeState state) {
    return state.toJson().equals(states.get(id));
  }

  /** Who has said something, as of now. */
  Set<String> ids() {
    return Set.copyOf(states.keySet());
  }

  Future<Void> put(String id, NodeState state) {
    return context.executeBlocking(() -> states.put(id, state.toJson())).mapEmpty();
  }

  Future<Void> remove(String id) {
    return context.executeBlocking(() -> states.remove(id)).mapEmpty();
  }
}
