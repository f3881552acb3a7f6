package io.lattice.core.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.Bytes;
import io.lattice.core.dialect.Allowance;
import io.lattice.core.dialect.ModelPage;
import io.lattice.core.dialect.openai.OpenAiDialect;
import io.lattice.core.dialect.openai.OpenAiFlavor;
import io.lattice.core.testing.MutableTime;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A walk through pages as Anthropic sends them, without a network. */
class ModelWalkTest {
  private static final ModelListing LISTING =
      ModelListing.paged("/v1/models?limit=1000", "after_id", ModelPage::read);
  private static final ProviderRow ROW =
      new ProviderRow(
          List.of(
              Way.of(OpenAiDialect.of(OpenAiFlavor.COMPATIBLE), Endpoint.fixed("/v1/messages"))),
          Credential.X_API_KEY,
          Map.of(),
          LISTING);

  private final MutableTime time = MutableTime.at(Instant.EPOCH);
  private final List<String> asked = new ArrayList<>();

  @Test
  void asksForThePageAfterTheLastIdUntilThereIsNoMore() {
    // when
    Finding.Reached reached = walk("opus", "haiku", "gone");
    // then
    assertThat(asked)
        .containsExactly(
            "/v1/models?limit=1000",
            "/v1/models?limit=1000&after_id=opus%2F1",
            "/v1/models?limit=1000&after_id=haiku");
    assertThat(reached.models())
        .isEqualTo(new ModelsSeen.Listed(List.of("haiku", "opus"), List.of("gone")));
  }

  @Test
  void takesTimeAndHeadroomFromTheFirstAnswer() {
    Finding.Reached reached = walk("opus", "haiku", "gone");

    assertThat(reached.latencyMillis()).isEqualTo(7);
    assertThat(reached.headroom()).containsExactly(new Allowance("requests", 1, 50L));
  }

  private Finding.Reached walk(String... models) {
    return new ModelWalk("anthropic", ROW, this::answer, time)
        .start(ModelSearch.of(Set.of(models)))
        .result();
  }

  private Future<ListAnswer> answer(ModelWalk.Page page) {
    asked.add(
        LISTING.path(
            page.list(), page.next(), Registry.provider("anthropic", URI.create("http://a"))));
    time.advance(Duration.ofMillis(7));
    String body =
        switch (page.next()) {
          case "" -> page(true, "opus", "opus/1");
          case "opus/1" -> page(true, "haiku-20251001", "haiku");
          default -> page(false, "sonnet", "sonnet");
        };
    MultiMap headers =
        MultiMap.caseInsensitiveMultiMap()
            .set("Anthropic-Ratelimit-Requests-Limit", "50")
            .set("Anthropic-Ratelimit-Requests-Remaining", String.valueOf(asked.size()));
    return Future.succeededFuture(new ListAnswer(200, headers, Bytes.utf8(body), false));
  }

  private static String page(boolean more, String id, String last) {
    return "{\"data\":[{\"type\":\"model\",\"id\":\"%s\"}],\"has_more\":%s,\"last_id\":\"%s\"}"
        .formatted(id, more, last);
  }
}
