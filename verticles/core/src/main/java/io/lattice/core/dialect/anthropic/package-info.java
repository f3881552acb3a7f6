/**
 * Anthropic's messages dialect, both ways, as Anthropic and the clouds that resell Claude speak it.
 * Pure like its parent; what the clouds want otherwise is said by the target's options.
 */
@NullMarked
package io.lattice.core.dialect.anthropic;

import org.jspecify.annotations.NullMarked;
