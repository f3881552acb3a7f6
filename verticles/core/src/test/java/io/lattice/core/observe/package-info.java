/** Folds, the log's line and the meters, without anything around them. */
@NullMarked
package io.lattice.core.observe;

import org.jspecify.annotations.NullMarked;
