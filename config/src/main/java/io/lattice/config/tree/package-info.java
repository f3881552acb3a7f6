/**
 * What files and variables say, as trees whose every value knows where it was said, laid over each
 * other and read with all problems collected. What the keys mean is not known here.
 */
@NullMarked
package io.lattice.config.tree;

import org.jspecify.annotations.NullMarked;
