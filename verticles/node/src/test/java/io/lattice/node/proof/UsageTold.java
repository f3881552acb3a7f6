package io.lattice.node.proof;

/** How a stream tells of the tokens that it cost: 5 in and 7 out. */
enum UsageTold {
  ONCE,
  /** First of 3 out, as a count that goes on. */
  TWICE,
  NEVER,
  /** Less than nothing. */
  ABSURD
}
