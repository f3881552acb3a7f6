/**
 * The provider verticles: rows of dialect, endpoint and credential over one loop that opens,
 * streams and stops. Knows no route and no bridge.
 */
@NullMarked
package io.lattice.core.provider;

import org.jspecify.annotations.NullMarked;
