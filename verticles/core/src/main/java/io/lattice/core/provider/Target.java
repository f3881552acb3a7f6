package io.lattice.core.provider;

import io.lattice.core.dialect.UpstreamTarget;
import io.vertx.core.http.RequestOptions;

/**
 * Where a deployment is called on one way, and what its requests must say. Shared by every call:
 * whoever adds to the options copies them.
 *
 * @param words what the dialect must know of the deployment
 */
record Target(RequestOptions options, UpstreamTarget words) {}
