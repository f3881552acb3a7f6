/**
 * The HTTP front door: who may come in, what a request may look like, and how an answer is written
 * as it is made. Speaks to the router only through a {@link io.lattice.api.stream.ChatOpener} and
 * the addresses it is given; knows no provider and no registry.
 */
@NullMarked
package io.lattice.core.bridge;

import org.jspecify.annotations.NullMarked;
