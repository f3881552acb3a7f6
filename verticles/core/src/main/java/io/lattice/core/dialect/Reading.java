package io.lattice.core.dialect;

/**
 * How to read an answer.
 *
 * @param nativeBytes whether the caller speaks this dialect and gets the provider's bytes; then
 *     only usage, finish and end are read from them
 * @param usageAsked whether the caller itself asked for usage in the stream; if not, a frame that
 *     holds nothing else is not passed on
 * @param maxBytes at most this many bytes of answer in all
 */
public record Reading(boolean nativeBytes, boolean usageAsked, long maxBytes) {}
