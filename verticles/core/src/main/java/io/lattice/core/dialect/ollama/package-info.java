/**
 * Ollama's own dialect ({@code /api/chat}, {@code /api/embed}), both ways. Pure like its parent.
 *
 * @see <a href="https://github.com/ollama/ollama/blob/main/docs/api.md">Ollama's API</a>
 */
@NullMarked
package io.lattice.core.dialect.ollama;

import org.jspecify.annotations.NullMarked;
