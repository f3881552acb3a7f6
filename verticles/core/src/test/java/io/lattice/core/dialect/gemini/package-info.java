/** Tests of the Gemini dialect. */
@NullMarked
package io.lattice.core.dialect.gemini;

import org.jspecify.annotations.NullMarked;
