/** Tests of the api. Nothing here runs outside a test. */
@NullMarked
package io.lattice.api;

import org.jspecify.annotations.NullMarked;
