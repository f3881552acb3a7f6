package io.lattice.core.dialect;

/**
 * How a provider speaks, both ways and on both sides of the wire. Stateless and thread-safe.
 *
 * <p>Two dialects are the same when their names are: then the caller's JSON goes to the provider as
 * it is, but for what must change, and the provider's answer goes back as it is.
 */
public interface Dialect extends ProviderSide, CallerSide {

  /** For example {@code openai}. */
  String name();
}
