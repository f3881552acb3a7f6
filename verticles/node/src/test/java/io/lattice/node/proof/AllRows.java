package io.lattice.node.proof;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;

/**
 * All rows asked at once, for faults that are made of time: they take as long together as one does
 * alone.
 */
final class AllRows {
  private AllRows() {}

  /** The streamed answer of each, in which a chosen model was asked. */
  static Map<ProofRow, StreamReply> stream(FaultBench bench, Function<RowBench, String> model) {
    Map<ProofRow, OpenStream> open = new EnumMap<>(ProofRow.class);
    for (ProofRow row : ProofRow.values()) {
      open.put(row, bench.gateway().open(Gateway.streamed(model.apply(bench.at(row)))));
    }
    Map<ProofRow, StreamReply> replies = new EnumMap<>(ProofRow.class);
    open.forEach(
        (row, stream) -> {
          try (stream) {
            replies.put(row, stream.rest());
          }
        });
    return replies;
  }
}
