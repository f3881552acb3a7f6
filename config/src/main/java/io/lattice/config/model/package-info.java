/**
 * The model registry: which deployments stand behind a model's name, what they can do and what they
 * cost. Immutable values; how they are read from files lives elsewhere, and so does choosing one.
 */
@NullMarked
package io.lattice.config.model;

import org.jspecify.annotations.NullMarked;
