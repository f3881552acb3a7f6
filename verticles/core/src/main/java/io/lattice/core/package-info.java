/** The actors and what they think with. */
@NullMarked
package io.lattice.core;

import org.jspecify.annotations.NullMarked;
