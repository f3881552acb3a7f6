/** Tests of Ollama's own dialect. */
@NullMarked
package io.lattice.core.dialect.ollama;

import org.jspecify.annotations.NullMarked;
