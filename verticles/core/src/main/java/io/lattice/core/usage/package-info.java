/**
 * How many tokens a request took where its provider did not say, and what they cost. Pure but for
 * the tokenizer's table, which is read once; nobody here knows a route or a log.
 */
@NullMarked
package io.lattice.core.usage;

import org.jspecify.annotations.NullMarked;
