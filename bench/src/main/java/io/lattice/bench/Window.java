package io.lattice.bench;

import java.time.Duration;

/**
 * What was seen in a stretch of time.
 *
 * @param streams how many were open
 * @param deltas how many arrived
 * @param askerCpu used by the process that asked, all its threads
 * @param answererCpu used by the process that answered
 */
record Window(int streams, long deltas, Duration time, Duration askerCpu, Duration answererCpu) {

  double deltasPerSecond() {
    return deltas * 1e9 / time.toNanos();
  }

  double askerMicros() {
    return askerCpu.toNanos() / 1e3 / deltas;
  }

  double answererMicros() {
    return answererCpu.toNanos() / 1e3 / deltas;
  }
}
