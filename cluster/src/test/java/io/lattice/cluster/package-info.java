/**
 * What the cluster promises, tried with real members. Nothing here may sleep or judge by the clock.
 */
@NullMarked
package io.lattice.cluster;

import org.jspecify.annotations.NullMarked;
