/**
 * What other people's verticles depend on: the client, the addresses and the failures. Needs
 * vertx-core and nothing else.
 */
@NullMarked
package io.lattice.api;

import org.jspecify.annotations.NullMarked;
