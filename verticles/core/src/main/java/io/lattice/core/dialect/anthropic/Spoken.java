package io.lattice.core.dialect.anthropic;

import io.lattice.api.chat.Part;

/**
 * One part of what is said to the model.
 *
 * @param path where it stands in the caller's request: {@code messages[2].content[0]}
 */
record Spoken(Part part, String path) {}
