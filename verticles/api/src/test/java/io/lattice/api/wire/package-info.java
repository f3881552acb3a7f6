/** Tests of the binary form. Nothing here runs outside a test. */
@NullMarked
package io.lattice.api.wire;

import org.jspecify.annotations.NullMarked;
