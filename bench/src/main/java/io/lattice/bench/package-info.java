/** Programs that measure what runs. Nothing that runs may depend on them. */
@NullMarked
package io.lattice.bench;

import org.jspecify.annotations.NullMarked;
