/**
 * Google's Gemini dialect, both ways, as the Gemini API and Vertex AI speak it. Pure like its
 * parent: which of the two APIs is spoken to lives in {@code GeminiApi} and nowhere else.
 */
@NullMarked
package io.lattice.core.dialect.gemini;

import org.jspecify.annotations.NullMarked;
