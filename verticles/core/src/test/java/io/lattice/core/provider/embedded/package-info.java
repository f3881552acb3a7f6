/** Tests of the embedded guide, and of the documentation that it quotes. */
@NullMarked
package io.lattice.core.provider.embedded;

import org.jspecify.annotations.NullMarked;
