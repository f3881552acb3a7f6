/**
 * Records as bytes: a compact binary form derived from the records themselves, so that no record is
 * described twice. Knows no record of ours.
 */
@NullMarked
package io.lattice.api.wire;

import org.jspecify.annotations.NullMarked;
