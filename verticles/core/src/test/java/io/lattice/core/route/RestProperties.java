package io.lattice.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.ErrorKind;
import io.lattice.config.CircuitSettings;
import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RestProperties {

  private static final CircuitSettings SETTINGS = CircuitSettings.DEFAULTS;

  @Property
  void theOrderInWhichRestsAreLearntOfDoesNotMatter(
      @ForAll("rests") Rest one, @ForAll("rests") Rest other, @ForAll("rests") Rest third) {
    assertThat(one.and(other)).isEqualTo(other.and(one));
    assertThat(one.and(other).and(third)).isEqualTo(one.and(other.and(third)));
    assertThat(one.and(one)).isEqualTo(one);
    assertThat(one.and(Rest.NONE)).isEqualTo(one);
  }

  @Property
  void anotherRestNeverShortensTheFirst(@ForAll("rests") Rest one, @ForAll("rests") Rest other) {
    assertThat(one.and(other).asked()).isAfterOrEqualTo(one.asked());
    assertThat(one.and(other).assumed()).isAfterOrEqualTo(one.assumed());
  }

  @Property
  void noWishIsTooLongToBeKept(@ForAll("wishes") Duration wish) {
    assertThat(Rest.asked(wish, Samples.NOW).asked())
        .isBeforeOrEqualTo(Samples.NOW.plus(Duration.ofDays(1)));
  }

  @Example
  void restsAsLongAsTheProviderAsks() {
    Rest rest = Rest.after(Samples.rateLimited(Duration.ofMillis(1_500)), Samples.NOW, SETTINGS);

    assertThat(rest).isEqualTo(new Rest(Samples.NOW.plusMillis(1_500), Instant.MIN));
  }

  @Example
  void restsAsAnOverloadedProviderAsksToo() {
    Rest rest =
        Rest.after(
            Samples.error(ErrorKind.UPSTREAM_OVERLOADED).withRetryAfter(Duration.ofSeconds(9)),
            Samples.NOW,
            SETTINGS);

    assertThat(rest.asked()).isEqualTo(Samples.NOW.plusSeconds(9));
  }

  @Example
  void restsAMomentWhereTheProviderDoesNotSayHowLong() {
    Rest rest = Rest.after(Samples.error(ErrorKind.UPSTREAM_RATE_LIMITED), Samples.NOW, SETTINGS);

    assertThat(rest).isEqualTo(new Rest(Instant.MIN, Samples.NOW.plusSeconds(3)));
  }

  @Example
  void restsLongerWhereTheQuotaIsExhaustedOrTheKeyRefused() {
    Rest expected = new Rest(Instant.MIN, Samples.NOW.plus(SETTINGS.open()));

    assertThat(Rest.after(Samples.quotaExhausted(), Samples.NOW, SETTINGS)).isEqualTo(expected);
    assertThat(Rest.after(Samples.error(ErrorKind.UPSTREAM_REFUSED_KEY), Samples.NOW, SETTINGS))
        .isEqualTo(expected);
  }

  @Example
  void aWishOfNoTimeOrLessIsNone() {
    assertThat(Rest.asked(Duration.ZERO, Samples.NOW)).isEqualTo(Rest.NONE);
    assertThat(Rest.asked(Duration.ofSeconds(-5), Samples.NOW)).isEqualTo(Rest.NONE);
  }

  @Example
  void ourOwnLimitsLetNoDeploymentRest() {
    Rest rest =
        Rest.after(
            Samples.error(ErrorKind.RATE_LIMITED).withRetryAfter(Duration.ofSeconds(9)),
            Samples.NOW,
            SETTINGS);

    assertThat(rest).isEqualTo(Rest.NONE);
  }

  @Provide
  Arbitrary<Rest> rests() {
    Arbitrary<Instant> times = Arbitraries.longs().between(0, 100).map(Samples.NOW::plusSeconds);
    Arbitrary<Instant> orNone = Arbitraries.oneOf(times, Arbitraries.just(Instant.MIN));
    return Combinators.combine(orNone, orNone).as(Rest::new);
  }

  @Provide
  Arbitrary<Duration> wishes() {
    return Arbitraries.longs().map(Duration::ofSeconds);
  }
}
