package io.lattice.cluster;

import com.hazelcast.cluster.Member;
import com.hazelcast.config.MemberAttributeConfig;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a member says of itself when it joins; Hazelcast has no way to change it later. */
final class NodeAttributes {

  /** Set by Vert.x at every start and kept when a split cluster merges. */
  private static final String NODE_ID = "__vertx.nodeId";

  private static final String REGION = "lattice.region";
  private static final String PROVIDERS = "lattice.providers";
  private static final String VERSION = "lattice.version";

  private NodeAttributes() {}

  static void write(ClusterOptions options, MemberAttributeConfig attributes) {
    if (options.region() != null) {
      attributes.setAttribute(REGION, options.region());
    }
    attributes.setAttribute(PROVIDERS, String.join(",", new TreeSet<>(options.providers())));
    attributes.setAttribute(VERSION, options.version());
  }

  /** The node that a member is, or nothing where it is a member without a Vert.x. */
  static Optional<Node> read(Member member) {
    return Optional.ofNullable(member.getAttribute(NODE_ID)).map(id -> read(id, member));
  }

  private static Node read(String id, Member member) {
    return new Node(
        id,
        new MemberAddress(member.getAddress().getHost(), member.getAddress().getPort()).toString(),
        member.getAttribute(REGION),
        providers(member.getAttribute(PROVIDERS)),
        false,
        Optional.ofNullable(member.getAttribute(VERSION)).orElse("unknown"),
        member.localMember());
  }

  private static Set<String> providers(@Nullable String names) {
    return names == null || names.isEmpty() ? Set.of() : Set.of(names.split(","));
  }
}
