package io.lattice.cluster;

import io.vertx.core.Future;
import io.vertx.core.VertxOptions;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Starts nodes in this process, on free ports of loopback, and closes them after the test. */
final class TestNodes implements AfterEachCallback {

  static final VertxOptions SMALL =
      new VertxOptions()
          .setEventLoopPoolSize(1)
          .setWorkerPoolSize(4)
          .setInternalBlockingPoolSize(4);

  private final Deque<ClusteredVertx> started = new ArrayDeque<>();

  /** A node that joins through those given, or begins a cluster where none is. */
  ClusteredVertx start(@Nullable String region, Set<String> providers, ClusteredVertx... others) {
    return start(
        ClusterOptions.onLoopback("test")
            .withPort(0)
            .withRegion(region)
            .withProviders(providers)
            .withMembers(List.of(others).stream().map(ClusteredVertx::address).toList()));
  }

  ClusteredVertx start(ClusterOptions options) {
    return start(options, address -> null);
  }

  ClusteredVertx start(ClusterOptions options, Function<String, @Nullable String> nodeIn) {
    ClusteredVertx node =
        await(ClusteredVertx.start(SMALL, options, UnaryOperator.identity(), nodeIn));
    started.push(node);
    return node;
  }

  static <T> T await(Future<T> future) {
    try {
      return future.await(60, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("nothing came of it within a minute", e);
    }
  }

  @Override
  public void afterEach(ExtensionContext context) {
    while (!started.isEmpty()) {
      await(started.pop().close());
    }
  }
}
