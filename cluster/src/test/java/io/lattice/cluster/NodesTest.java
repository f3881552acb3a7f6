package io.lattice.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class NodesTest {

  private final Nodes nodes =
      Nodes.local(ClusterOptions.onLoopback("1").withRegion("eu").withProviders(Set.of("openai")));

  @Test
  void seesItselfAloneWithoutACluster() {
    assertThat(nodes.snapshot().nodes())
        .containsExactly(new Node("local", "127.0.0.1", "eu", Set.of("openai"), false, "1", true));
  }

  @Test
  void servesNothingNewWhileItDrains() {
    assertThat(nodes.snapshot().serving("openai")).hasSize(1);

    assertThat(nodes.markDraining().succeeded()).isTrue();

    assertThat(nodes.snapshot().serving("openai")).isEmpty();
    assertThat(nodes.snapshot().local().draining()).isTrue();
    assertThat(nodes.markServing().succeeded()).isTrue();
    assertThat(nodes.snapshot().serving("openai")).hasSize(1);
  }

  @Test
  void servesWhatItSaysItRuns() {
    assertThat(nodes.runs(Set.of("xai")).succeeded()).isTrue();

    assertThat(nodes.snapshot().serving("xai")).hasSize(1);
    assertThat(nodes.snapshot().serving("openai")).isEmpty();
  }

  @Test
  void findsNodesByTheirId() {
    NodeView view = nodes.snapshot();

    assertThat(view.find("local")).contains(view.local());
    assertThat(view.find("other")).isEmpty();
  }

  @Test
  void hasExactlyOneLocalNodeInAView() {
    assertThatThrownBy(() -> new NodeView(List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("a view has exactly one local node");
  }

  @Test
  void readsTheStateItWrites() {
    NodeState state = new NodeState(Set.of("openai", "xai"), true);

    assertThat(NodeState.fromJson(state.toJson(), new NodeState(Set.of(), false))).isEqualTo(state);
  }

  @Test
  void keepsWhatIsKnownWhereAnotherVersionSaysNothing() {
    NodeState known = new NodeState(Set.of("openai"), true);

    assertThat(NodeState.fromJson(new JsonObject().put("mood", "good").encode(), known))
        .isEqualTo(known);
  }

  @Test
  void callsEveryListenerAlsoWhenOneFails() {
    List<String> heard = new ArrayList<>();
    NodeListeners listeners = new NodeListeners();
    listeners.add(
        node -> {
          throw new IllegalStateException("on purpose");
        });
    listeners.add(node -> heard.add(node.id()));

    listeners.call(nodes.snapshot().local());

    assertThat(heard).containsExactly("local");
  }

  @Test
  void givesUpOnePlaceOfAListenerAddedTwice() {
    List<String> heard = new ArrayList<>();
    NodeListeners listeners = new NodeListeners();
    Consumer<Node> listener = node -> heard.add(node.id());
    Nodes.Subscription first = listeners.add(listener);
    listeners.add(listener);

    first.cancel();
    first.cancel();
    listeners.call(nodes.snapshot().local());

    assertThat(heard).containsExactly("local");
  }
}
