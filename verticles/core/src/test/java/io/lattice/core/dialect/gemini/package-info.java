/** Tests of the OpenAI dialect and its flavors. */
@NullMarked
package io.lattice.core.dialect.gemini;

import org.jspecify.annotations.NullMarked;
