/** Proofs of the Responses dialect. */
@NullMarked
package io.lattice.core.dialect.responses;

import org.jspecify.annotations.NullMarked;
