/** Every face of the bridge before every dialect of a provider: what comes through, and how. */
@NullMarked
package io.lattice.core.dialect.matrix;

import org.jspecify.annotations.NullMarked;
