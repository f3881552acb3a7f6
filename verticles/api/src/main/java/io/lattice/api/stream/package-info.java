/**
 * How an answer travels over the event bus: the messages, the credit that holds a fast sender back,
 * and the inbox that tells one stream from another. Knows events, not what they mean.
 */
@NullMarked
package io.lattice.api.stream;

import org.jspecify.annotations.NullMarked;
