/**
 * How values are written in configuration: durations, sizes and names. Pure functions over text; no
 * file and no key is known here.
 */
@NullMarked
package io.lattice.config.text;

import org.jspecify.annotations.NullMarked;
