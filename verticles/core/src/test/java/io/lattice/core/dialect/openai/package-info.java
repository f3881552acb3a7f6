/** Tests of the OpenAI dialect and its flavors. */
@NullMarked
package io.lattice.core.dialect.openai;

import org.jspecify.annotations.NullMarked;
