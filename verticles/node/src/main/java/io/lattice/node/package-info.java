/** Main and the only wiring. */
@NullMarked
package io.lattice.node;

import org.jspecify.annotations.NullMarked;
