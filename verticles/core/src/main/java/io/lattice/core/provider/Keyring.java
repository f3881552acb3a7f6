package io.lattice.core.provider;

import io.lattice.api.chat.ChatError;
import io.lattice.config.secret.Secret;
import io.vertx.core.Future;
import io.vertx.core.http.RequestOptions;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All that proves who we are at one provider, under one configuration. Nothing of a credential is
 * ever told but its place in the list. Confined to one verticle.
 */
final class Keyring {
  private static final Logger LOG = LoggerFactory.getLogger(Keyring.class);

  private final String provider;
  private final Credential form;
  private final List<TokenSource> sources;
  private final CredentialRing ring;
  private final Set<Integer> told = new HashSet<>();

  /**
   * @param sources at least one
   * @param ticker monotonic nanoseconds
   */
  Keyring(String provider, Credential form, List<TokenSource> sources, LongSupplier ticker) {
    this.provider = provider;
    this.form = form;
    this.sources = List.copyOf(sources);
    this.ring = new CredentialRing(sources.size(), ticker);
  }

  int size() {
    return ring.size();
  }

  /** Takes a turn; see {@link CredentialRing#take()}. */
  int take() {
    return ring.take();
  }

  /** Whether there is a credential that was not turned down of late. */
  boolean hasFree() {
    return ring.hasFree();
  }

  /** Changes nothing for those who take turns. */
  Future<Secret> secret(int position) {
    return sources.get(position).current();
  }

  /** Whether the credential at a place can be had anew, after this form of it was refused. */
  boolean renew(int position, Secret refused) {
    return sources.get(position).renew(refused);
  }

  /** The same target, with who we are. */
  RequestOptions sign(RequestOptions target, Secret secret) {
    RequestOptions signed = new RequestOptions(target);
    form.addTo(signed.getHeaders(), secret);
    return signed;
  }

  /**
   * Learns how a credential fared. One that failed for a reason of its own is left alone.
   *
   * @return what to tell where no other is tried
   */
  ChatError failed(int position, ChatError error) {
    CredentialRest.after(error)
        .ifPresent(
            time -> {
              ring.rest(position, time, error);
              tell(position, error, time.toSeconds());
            });
    return CredentialRest.after(error).isPresent() ? ring.asWhole(position, error) : error;
  }

  /** A rate that is too high is over soon; the rest is for an operator, once. */
  private void tell(int position, ChatError error, long seconds) {
    boolean isForOperator = !CredentialRest.passes(error) && told.add(position);
    (isForOperator ? LOG.atWarn() : LOG.atDebug())
        .addKeyValue("provider", provider)
        .addKeyValue("errorKind", error.kind())
        .addKeyValue("code", error.code())
        .log(
            "credential {} of {} was turned down and rests for {} s",
            position + 1,
            sources.size(),
            seconds);
  }
}
