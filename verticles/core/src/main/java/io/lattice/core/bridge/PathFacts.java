package io.lattice.core.bridge;

import io.lattice.core.dialect.StreamFraming;

/**
 * What a path tells of a chat where the dialect does not tell it in the body.
 *
 * @param model the model's name
 */
record PathFacts(String model, boolean streamed, StreamFraming framing) {}
