package io.lattice.core.dialect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import java.io.IOException;

/** How JSON is parsed: what callers send strictly, what providers send as far as it makes sense. */
final class JsonFactories {
  /** Containers in containers, on whatever way a text goes. */
  static final int MAX_DEPTH = 256;

  private static final int MAX_NAME_LENGTH = 1_000;

  /** A request of this many words is no conversation, and costs more memory than its bytes. */
  private static final int MAX_CALLER_TOKENS = 1_000_000;

  private static final JsonFactory CALLER =
      factory(
          StreamReadConstraints.builder()
              // Its own limit is always lower, and tells more.
              .maxNestingDepth(MAX_DEPTH + 1)
              .maxNameLength(MAX_NAME_LENGTH)
              .maxStringLength(Integer.MAX_VALUE)
              .maxTokenCount(MAX_CALLER_TOKENS)
              .build(),
          true);

  private static final JsonFactory PROVIDER =
      factory(
          StreamReadConstraints.builder()
              .maxNestingDepth(MAX_DEPTH)
              .maxStringLength(Integer.MAX_VALUE)
              .build(),
          false);

  private JsonFactories() {}

  private static JsonFactory factory(StreamReadConstraints limits, boolean refusesDuplicates) {
    return JsonFactory.builder()
        .streamReadConstraints(limits)
        .recyclerPool(JsonRecyclerPools.threadLocalPool())
        .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
        .configure(StreamReadFeature.STRICT_DUPLICATE_DETECTION, refusesDuplicates)
        .build();
  }

  static JsonParser forCaller(byte[] json) throws IOException {
    return CALLER.createParser(json);
  }

  static JsonParser forProvider(byte[] json) throws IOException {
    return PROVIDER.createParser(json);
  }

  static JsonFactory writing() {
    return PROVIDER;
  }

  /** Whether a parser would take the bytes for UTF-16 or UTF-32, which we never speak. */
  static boolean isWide(byte[] json) {
    return json.length >= 2
        && (json[0] == 0 || json[1] == 0 || json[0] == (byte) 0xFE || json[0] == (byte) 0xFF);
  }
}
