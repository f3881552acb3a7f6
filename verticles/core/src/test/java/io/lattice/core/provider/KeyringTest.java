package io.lattice.core.provider;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ErrorKind;
import io.lattice.config.secret.Secret;
import io.lattice.core.testing.MutableTime;
import io.vertx.core.http.RequestOptions;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What a keyring tells of its keys, and to whom. */
class KeyringTest {
  private static final Secret A = Secret.of("sk-key-a");
  private static final Secret B = Secret.of("sk-key-b");
  private static final ChatError REFUSED =
      new ChatError(ErrorKind.UPSTREAM_REFUSED_KEY, "the provider refused our credential");

  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
  private final Logger logger = (Logger) LoggerFactory.getLogger(Keyring.class);
  private final Keyring keys =
      new Keyring(
          "openai",
          Credential.BEARER,
          List.of(TokenSource.fixed(A), TokenSource.fixed(B)),
          MutableTime.at(Instant.EPOCH));

  @BeforeEach
  void listen() {
    lines.start();
    logger.addAppender(lines);
  }

  @AfterEach
  void listenNoMore() {
    logger.detachAppender(lines);
  }

  @Test
  void warnsOnceOfARefusedKeyAndNamesItByItsPlace() {
    // when
    keys.failed(1, REFUSED);
    keys.failed(1, REFUSED);
    // then
    assertThat(lines.list)
        .filteredOn(line -> line.getLevel() == Level.WARN)
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.getFormattedMessage())
                  .isEqualTo("credential 2 of 2 was turned down and rests for 300 s");
              assertThat(line.getKeyValuePairs().toString())
                  .contains("provider=\"openai\"")
                  .doesNotContain("sk-key");
            });
  }

  @Test
  void warnsOfNothingThatAPauseMends() {
    // when
    keys.failed(0, new ChatError(ErrorKind.UPSTREAM_RATE_LIMITED, "too fast"));
    // then
    assertThat(lines.list).noneMatch(line -> line.getLevel() == Level.WARN);
  }

  @Test
  void signsACopyAndLeavesTheSharedTargetAsItIs() {
    // given
    RequestOptions target = new RequestOptions().setHost("api").putHeader("accept", "json");
    // when
    RequestOptions signed = keys.sign(target, A);
    // then
    assertThat(signed.getHeaders().get("authorization")).isEqualTo("Bearer sk-key-a");
    assertThat(signed.getHeaders().get("accept")).isEqualTo("json");
    assertThat(target.getHeaders().contains("authorization")).isFalse();
  }
}
