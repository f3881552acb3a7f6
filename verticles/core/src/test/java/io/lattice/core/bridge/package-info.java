/** The bridge from outside, over real sockets, with a scripted router behind it. */
@NullMarked
package io.lattice.core.bridge;

import org.jspecify.annotations.NullMarked;
