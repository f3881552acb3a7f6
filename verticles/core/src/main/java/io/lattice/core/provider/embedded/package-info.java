/**
 * The embedded guide: answers questions about Lattice by quoting the documentation that ships with
 * it. No network, no clock, no Vert.x and no language model may live here.
 */
@NullMarked
package io.lattice.core.provider.embedded;

import org.jspecify.annotations.NullMarked;
