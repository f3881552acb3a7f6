package io.lattice.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class RequestIdsTest {

  @Test
  void everyIdIsARandomUuidOfItsOwn() {
    // given
    RequestIds ids = new RequestIds(new SplittableRandom(7));
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 10_000; i++) {
      // when
      UUID id = UUID.fromString(ids.get());
      // then
      assertThat(id.version()).isEqualTo(4);
      assertThat(id.variant()).isEqualTo(2);
      assertThat(seen.add(id.toString())).isTrue();
    }
  }
}
