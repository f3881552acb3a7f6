/**
 * What is told of requests: folds over their events, the line in the log, and meters. Never decides
 * anything, and never labels a meter with what a caller made up.
 */
@NullMarked
package io.lattice.core.observe;

import org.jspecify.annotations.NullMarked;
