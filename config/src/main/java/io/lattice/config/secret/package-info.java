/**
 * Credentials and how to refer to them. Nothing here is ever printed, and no place to keep a secret
 * is known here: references are resolved by whoever has read the outside.
 */
@NullMarked
package io.lattice.config.secret;

import org.jspecify.annotations.NullMarked;
