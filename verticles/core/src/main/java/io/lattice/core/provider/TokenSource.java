package io.lattice.core.provider;

import io.lattice.config.secret.Secret;
import io.vertx.core.Future;

/** Gives what proves who we are at a provider. Confined to one verticle. */
interface TokenSource {

  /**
   * What to send now.
   *
   * <p>Fails with a {@link io.lattice.api.ChatFailure} where there is none: UPSTREAM_REFUSED_KEY
   * where we were refused one, UPSTREAM_UNREACHABLE where nobody answered.
   */
  Future<Secret> current();

  /**
   * The provider refused what was sent.
   *
   * @return whether {@link #current()} now gives, or fetches, another one
   */
  boolean renew(Secret refused);

  /** A key that stays the same until the configuration changes. */
  static TokenSource fixed(Secret key) {
    Future<Secret> always = Future.succeededFuture(key);
    return new TokenSource() {
      @Override
      public Future<Secret> current() {
        return always;
      }

      @Override
      public boolean renew(Secret refused) {
        return false;
      }
    };
  }
}
