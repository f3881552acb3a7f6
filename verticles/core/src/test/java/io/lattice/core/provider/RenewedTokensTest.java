package io.lattice.core.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.ChatFailure;
import io.lattice.api.chat.ErrorKind;
import io.lattice.config.secret.Secret;
import io.lattice.core.testing.MutableTime;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a token is fetched, and which one is used meanwhile. */
class RenewedTokensTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @SuppressWarnings("StaticAssignmentOfThrowable") // It has no stack trace.
  private static final ChatFailure DOWN =
      new ChatFailure(ErrorKind.UPSTREAM_UNREACHABLE, "the token endpoint idp is down");

  private final MutableTime time = MutableTime.at(Instant.EPOCH);
  private final List<Promise<Token>> fetches = new ArrayList<>();
  private final RenewedTokens tokens = new RenewedTokens("azure", this::fetch, time);

  private Future<Token> fetch() {
    Promise<Token> fetch = Promise.promise();
    fetches.add(fetch);
    return fetch.future();
  }

  private void answer(int fetch, String token) {
    fetches.get(fetch).complete(new Token(Secret.of(token), HOUR));
  }

  private static String valueOf(Future<Secret> token) {
    assertThat(token.succeeded()).isTrue();
    return token.result().reveal();
  }

  private void holdFirst() {
    tokens.current();
    answer(0, "first");
  }

  @Test
  void oneFetchServesAllWhoWait() {
    // given
    Future<Secret> one = tokens.current();
    Future<Secret> other = tokens.current();
    // when
    answer(0, "first");
    // then
    assertThat(fetches).hasSize(1);
    assertThat(valueOf(one)).isEqualTo("first");
    assertThat(valueOf(other)).isEqualTo("first");
  }

  @Test
  void usesATokenUntilFiveMinutesBeforeItsEnd() {
    // given
    holdFirst();
    // when
    time.advance(HOUR.minusMinutes(5).minusSeconds(1));
    // then
    assertThat(valueOf(tokens.current())).isEqualTo("first");
    assertThat(fetches).hasSize(1);
  }

  @Test
  void renewsATokenWhileItIsStillUsed() {
    // given
    holdFirst();
    time.advance(HOUR.minusMinutes(5));
    // when
    String meanwhile = valueOf(tokens.current());
    answer(1, "second");
    // then
    assertThat(meanwhile).isEqualTo("first");
    assertThat(valueOf(tokens.current())).isEqualTo("second");
    assertThat(fetches).hasSize(2);
  }

  @Test
  void goesOnWithTheOldTokenWhileNoNewOneIsToBeHad() {
    // given
    holdFirst();
    time.advance(HOUR.minusMinutes(5));
    tokens.current();
    fetches.get(1).fail(DOWN);
    // when
    String atOnce = valueOf(tokens.current());
    int fetchedAtOnce = fetches.size();
    time.advance(RenewedTokens.CALM_PAUSE);
    String later = valueOf(tokens.current());
    // then
    assertThat(List.of(atOnce, later)).containsOnly("first");
    assertThat(fetchedAtOnce).isEqualTo(2);
    assertThat(fetches).hasSize(3);
  }

  @Test
  void failsOnceTheOldTokenHasEnded() {
    // given
    holdFirst();
    time.advance(HOUR);
    // when
    Future<Secret> token = tokens.current();
    fetches.get(1).fail(DOWN);
    // then
    assertThat(token.cause()).isSameAs(DOWN);
  }

  @Test
  void asksAnEndpointThatFailedOnceASecondHoweverManyWantAToken() {
    // given
    tokens.current();
    fetches.get(0).fail(DOWN);
    // when
    Future<Secret> atOnce = tokens.current();
    time.advance(RenewedTokens.PAUSE);
    Future<Secret> later = tokens.current();
    answer(1, "second");
    // then
    assertThat(atOnce.cause()).isSameAs(DOWN);
    assertThat(valueOf(later)).isEqualTo("second");
  }

  @Test
  void aRefusedTokenIsFetchedAnew() {
    // given
    holdFirst();
    time.advance(Duration.ofMinutes(1));
    // when
    boolean renewed = tokens.renew(Secret.of("first"));
    Future<Secret> token = tokens.current();
    answer(1, "second");
    // then
    assertThat(renewed).isTrue();
    assertThat(valueOf(token)).isEqualTo("second");
  }

  @Test
  void manyRefusalsOfOneTokenFetchOnce() {
    // given
    holdFirst();
    time.advance(Duration.ofMinutes(1));
    tokens.renew(Secret.of("first"));
    tokens.current();
    // when
    boolean meanwhile = tokens.renew(Secret.of("first"));
    answer(1, "second");
    boolean afterwards = tokens.renew(Secret.of("first"));
    // then
    assertThat(meanwhile).isTrue();
    assertThat(afterwards).isTrue();
    assertThat(valueOf(tokens.current())).isEqualTo("second");
    assertThat(fetches).hasSize(2);
  }

  @Test
  void aTokenThatWasFetchedThisMomentIsRefusedForGood() {
    // given
    holdFirst();
    // when, then
    assertThat(tokens.renew(Secret.of("first"))).isFalse();
  }

  @Test
  void aShortLivedTokenIsRenewedAtHalfItsLife() {
    // given
    tokens.current();
    fetches.get(0).complete(new Token(Secret.of("short"), Duration.ofSeconds(60)));
    // when
    time.advance(Duration.ofSeconds(29));
    tokens.current();
    int before = fetches.size();
    time.advance(Duration.ofSeconds(1));
    tokens.current();
    // then
    assertThat(before).isEqualTo(1);
    assertThat(fetches).hasSize(2);
  }
}
