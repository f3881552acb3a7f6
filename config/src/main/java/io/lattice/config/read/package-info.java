/**
 * From files and variables to one configuration: what the keys mean, what shipped, operator's and
 * environment's words amount to together, and the watch over changes. The records that come out
 * live one package up and know nothing of this one.
 */
@NullMarked
package io.lattice.config.read;

import org.jspecify.annotations.NullMarked;
