/**
 * What the nodes share: the clustered Vert.x, who is in the cluster and what each runs. Only here
 * is Hazelcast known.
 */
@NullMarked
package io.lattice.cluster;

import org.jspecify.annotations.NullMarked;
