package io.lattice.node.proof;

import org.jspecify.annotations.Nullable;

/**
 * What a caller gets for each status by which a provider refuses, whichever it is: our status and
 * code where nobody else has the model, and whether another provider is asked first.
 */
enum Refused {
  BAD_REQUEST(400, 400, null, false),
  KEY(401, 502, "upstream_auth", true),
  ACCESS(403, 502, "upstream_auth", true),
  MODEL(404, 404, "model_not_found", true),
  LATE(408, 504, "timeout", true),
  SIZE(413, 413, null, false),
  MEANING(422, 400, null, false),
  RATE(429, 503, "upstream_rate_limited", true),
  FAULT(500, 503, "overloaded", true),
  GATEWAY(502, 502, "upstream_unreachable", true),
  LOAD(503, 503, "overloaded", true),
  LATE_GATEWAY(504, 504, "timeout", true),
  OVERLOAD(529, 503, "overloaded", true);

  private final int status;
  private final int told;
  private final @Nullable String code;
  private final boolean triedElsewhere;

  Refused(int status, int told, @Nullable String code, boolean isTriedElsewhere) {
    this.status = status;
    this.told = told;
    this.code = code;
    this.triedElsewhere = isTriedElsewhere;
  }

  int status() {
    return status;
  }

  int told() {
    return told;
  }

  @Nullable String code() {
    return code;
  }

  boolean isTriedElsewhere() {
    return triedElsewhere;
  }
}
