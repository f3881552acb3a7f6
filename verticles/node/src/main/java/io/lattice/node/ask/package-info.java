/**
 * The client behind {@code ./run.sh ask}. Speaks HTTP to a node that runs and knows nothing of what
 * is inside one.
 */
@NullMarked
package io.lattice.node.ask;

import org.jspecify.annotations.NullMarked;
