package io.lattice.node;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operator wants to know of a node that has just become ready.
 *
 * @param version of Lattice
 * @param took from the start of the process until now
 * @param http where the HTTP bridge listens; null where there is none
 * @param member this node's own address in the cluster
 * @param others addresses of the other members
 * @param region the cloud location of this node; null where it has none
 * @param running names of the providers that run here
 * @param waiting providers that were left out because they lack something
 * @param absent names of providers that this build cannot run
 * @param models how many models can be asked now
 * @param modelsWaiting how many more could be, if every provider ran
 */
record NodeReport(
    String version,
    Duration took,
    @Nullable URI http,
    String member,
    List<String> others,
    @Nullable String region,
    List<String> running,
    List<Waiting> waiting,
    List<String> absent,
    int models,
    int modelsWaiting) {

  NodeReport {
    others = List.copyOf(others);
    running = List.copyOf(running);
    waiting = List.copyOf(waiting);
    absent = List.copyOf(absent);
  }

  /**
   * A provider that does not run.
   *
   * @param provider its name
   * @param missing a sentence that says what it lacks
   */
  record Waiting(String provider, String missing) {}
}
