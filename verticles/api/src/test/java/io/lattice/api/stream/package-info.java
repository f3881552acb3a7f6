/** Tests of the stream protocol. Nothing here runs outside a test. */
@NullMarked
package io.lattice.api.stream;

import org.jspecify.annotations.NullMarked;
