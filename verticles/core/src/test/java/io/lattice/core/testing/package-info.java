/**
 * An upstream that misbehaves byte by byte as a test scripts it, and a client that sees bytes: raw
 * sockets on both ends, so that no HTTP library repairs what is broken on purpose. Nothing here may
 * know a type of Lattice, so that the same scripts prove the whole line from outside.
 */
@NullMarked
package io.lattice.core.testing;

import org.jspecify.annotations.NullMarked;
