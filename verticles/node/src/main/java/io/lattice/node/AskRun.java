package io.lattice.node;

import io.lattice.config.CallerKey;
import io.lattice.config.LatticeConfig;
import io.lattice.config.read.ConfigPlace;
import io.lattice.node.ask.AskException;
import io.lattice.node.ask.NodeClient;
import io.lattice.node.ask.Question;
import io.vertx.core.Future;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** One question to a node that runs, the answer on standard output. */
final class AskRun {

  private AskRun() {}

  /**
   * Reads the configuration as the node does, to know where it listens and whom it lets in, and
   * asks. Fails with {@link AskException}, or as reading does.
   */
  static Future<Void> start(ConfigPlace place, Question question) {
    return NodeConfig.read(place)
        .compose(config -> config.close().map(closed -> config.current()))
        .compose(config -> Aside.run(() -> ask(config, question)));
  }

  private static Void ask(LatticeConfig config, Question question) throws AskException {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    URI node = HttpAddress.of(config.bridge().host(), config.bridge().port());
    String key = config.callers().stream().findFirst().map(AskRun::keyOf).orElse(null);
    new NodeClient(node, key).ask(question, said -> show(out, said));
    out.println();
    return null;
  }

  private static String keyOf(CallerKey caller) {
    return caller.key().reveal();
  }

  private static void show(PrintStream out, String words) {
    out.print(words);
    out.flush();
  }
}
