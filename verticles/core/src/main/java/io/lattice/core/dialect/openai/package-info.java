/**
 * The dialect of OpenAI's chat completions and of the many who follow it. What they do differently
 * is data.
 */
@NullMarked
package io.lattice.core.dialect.openai;

import org.jspecify.annotations.NullMarked;
