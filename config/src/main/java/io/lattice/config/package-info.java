/**
 * What an operator may say: one immutable configuration, and every way to get it wrong told at
 * once.
 */
@NullMarked
package io.lattice.config;

import org.jspecify.annotations.NullMarked;
