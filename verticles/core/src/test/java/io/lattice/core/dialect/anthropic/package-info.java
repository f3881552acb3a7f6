/** Tests of Anthropic's dialect. */
@NullMarked
package io.lattice.core.dialect.anthropic;

import org.jspecify.annotations.NullMarked;
