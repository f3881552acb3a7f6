/**
 * How providers and callers speak. Pure: JSON and bytes in, values out; no I/O, no clock, no
 * provider's address and no Vert.x.
 */
@NullMarked
package io.lattice.core.dialect;

import org.jspecify.annotations.NullMarked;
