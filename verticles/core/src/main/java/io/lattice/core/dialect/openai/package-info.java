/**
 * The OpenAI chat completions dialect, both ways, and the flavors of it that other providers speak.
 * Pure like its parent; the differences of the flavors live in {@code OpenAiFlavor} and nowhere
 * else.
 */
@NullMarked
package io.lattice.core.dialect.openai;

import org.jspecify.annotations.NullMarked;
