package io.lattice.core.provider;

import io.lattice.api.ChatFailure;
import io.lattice.api.chat.ErrorKind;
import io.lattice.api.chat.Need;
import io.lattice.config.LatticeConfig;
import io.lattice.config.ProviderSettings;
import io.lattice.config.model.Capability;
import io.lattice.config.model.Deployment;
import io.lattice.core.dialect.UpstreamTarget;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.net.URI;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where each deployment is called and what it is told, worked out once per configuration.
 * Destination and credential, which is added call by call, come from the registry alone. Confined
 * to one verticle.
 */
final class Targets {

  /** Headers that come from a provider's options, for the vendors that know them. */
  private static final Map<String, String> OPTION_HEADERS =
      Map.of("organization", "openai-organization", "project", "openai-project");

  /** What tells one destination from another. */
  private record Place(String deployment, Endpoint endpoint, boolean streamed) {}

  private final Map<Place, Target> known = new HashMap<>();
  private @Nullable LatticeConfig knownFor;

  @SuppressWarnings("ReferenceEquality")
  Target of(
      ProviderRow row,
      Endpoint endpoint,
      ProviderSettings provider,
      Deployment deployment,
      boolean streamed,
      LatticeConfig config) {
    // By identity: a rotated key is a new configuration of the same version.
    if (config != knownFor) {
      known.clear();
      knownFor = config;
    }
    return known.computeIfAbsent(
        new Place(deployment.id(), endpoint, streamed),
        place ->
            new Target(
                targetOf(row, place, provider, deployment, config),
                wordsOf(provider, deployment, streamed)));
  }

  private static UpstreamTarget wordsOf(
      ProviderSettings provider, Deployment deployment, boolean streamed) {
    Set<Need> natively = EnumSet.allOf(Need.class);
    natively.removeIf(need -> !deployment.capabilities().contains(Capability.valueOf(need.name())));
    return new UpstreamTarget(
        deployment.modelId(),
        streamed,
        usageInStream(provider),
        deployment.maxOutputTokens(),
        deployment.contextWindow(),
        natively,
        deployment.options());
  }

  /** Azure's API versions before this one refuse to be asked for usage in a stream. */
  private static boolean usageInStream(ProviderSettings provider) {
    String version = provider.options().get(Endpoint.API_VERSION);
    return version == null || version.compareTo("2024-09") >= 0;
  }

  private static RequestOptions targetOf(
      ProviderRow row,
      Place place,
      ProviderSettings provider,
      Deployment deployment,
      LatticeConfig config) {
    return under(
            provider,
            provider.endpoint(deployment.region()),
            place.endpoint().path(provider, deployment, place.streamed()))
        .setMethod(HttpMethod.POST)
        .setConnectTimeout(config.timeouts().connect().toMillis())
        .setHeaders(headersOf(row, provider).set(HttpHeaders.CONTENT_TYPE, "application/json"));
  }

  /**
   * Where a provider is asked for free.
   *
   * @param base of one of its places
   * @throws ChatFailure where there is none
   */
  static RequestOptions list(
      ProviderRow row,
      ProviderSettings provider,
      @Nullable URI base,
      String path,
      LatticeConfig config) {
    return under(provider, base, path)
        .setMethod(HttpMethod.GET)
        .setConnectTimeout(config.timeouts().connect().toMillis())
        .setHeaders(headersOf(row, provider));
  }

  private static RequestOptions under(ProviderSettings provider, @Nullable URI base, String path) {
    if (base == null) {
      throw new ChatFailure(
          ErrorKind.UPSTREAM_UNREACHABLE,
          "provider '%s' has no base URL; set base-url in lattice.yaml".formatted(provider.name()));
    }
    boolean ssl = "https".equalsIgnoreCase(base.getScheme());
    return new RequestOptions()
        .setHost(base.getHost())
        .setPort(base.getPort() > 0 ? base.getPort() : ssl ? 443 : 80)
        .setSsl(ssl)
        .setURI(base.getRawPath() + path);
  }

  private static MultiMap headersOf(ProviderRow row, ProviderSettings provider) {
    MultiMap headers =
        HttpHeaders.headers()
            .set(HttpHeaders.ACCEPT, "application/json, text/event-stream")
            .set(HttpHeaders.ACCEPT_ENCODING, "identity")
            .set(HttpHeaders.USER_AGENT, "lattice");
    row.headers().forEach(headers::set);
    OPTION_HEADERS.forEach(
        (option, header) -> {
          String value = provider.options().get(option);
          if (value != null) {
            headers.set(header, value);
          }
        });
    return headers;
  }
}
