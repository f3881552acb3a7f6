package io.lattice.api;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AddressesTest {
  private static final String NODE = "7f1c2a-b3";

  @Test
  void anAddressOfAProviderOrAnInboxTellsItsNode() {
    assertThat(Addresses.nodeIn(Addresses.provider("vllm.eu", NODE))).isEqualTo(NODE);
    assertThat(Addresses.nodeIn(Addresses.inbox(NODE, "3"))).isEqualTo(NODE);
    assertThat(Addresses.nodeIn(Addresses.inbox(NODE, "client.1"))).isEqualTo(NODE);
  }

  @Test
  void anAddressThatAnyNodeMayAnswerTellsNone() {
    assertThat(Addresses.nodeIn(Addresses.CHAT)).isNull();
    assertThat(Addresses.nodeIn("somebody.else." + NODE)).isNull();
    assertThat(Addresses.nodeIn("lattice.inbox.")).isNull();
  }
}
