/**
 * Proofs of the whole line from outside: an official SDK, a fake that others wrote, an upstream
 * that fails byte by byte, and processes that are killed. They speak HTTP and read logs; they may
 * start a node but know nothing of how it works.
 */
@NullMarked
package io.lattice.node.proof;

import org.jspecify.annotations.NullMarked;
