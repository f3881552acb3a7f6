/**
 * OpenAI's Responses dialect, both ways and without its memory: every request says all of a
 * conversation, and what OpenAI keeps between requests is passed to OpenAI or refused by name.
 */
@NullMarked
package io.lattice.core.dialect.responses;

import org.jspecify.annotations.NullMarked;
