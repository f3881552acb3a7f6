package io.lattice.config.read;

import io.lattice.config.tree.Form;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What a provider is configured with that takes tokens of a token endpoint instead of a key: who we
 * are there, and by what it knows us. The secret, where it is one, is the provider's credential.
 */
final class TokenOptions {

  /** The words of the option {@code auth} that ask for tokens: Azure's endpoint, and any other. */
  static final String ENTRA = "entra";

  static final String OIDC = "oidc";

  private static final String AUTH = "auth";
  private static final String ENDPOINT = "token-endpoint";
  private static final String AUTHORITY = "authority-host";
  private static final String TENANT = "tenant-id";
  private static final String CLIENT = "client-id";
  private static final String CERTIFICATE = "client-certificate";
  private static final String FEDERATED = "federated-token-file";
  private static final String SCOPE = "scope";

  private static final String PUBLIC_CLOUD = "https://login.microsoftonline.com";

  /** Taken by every host of Azure OpenAI outside the clouds of governments. */
  private static final String AZURE_SCOPE = "https://cognitiveservices.azure.com/.default";

  private static final Form<String> SAFE_URL =
      new Form<>(
          "an https URL of a host, without user or fragment; http on this machine only",
          text -> Optional.of(text).filter(TokenOptions::isSafe),
          false);
  private static final Form<String> TENANT_FORM =
      new Form<>(
          "a tenant's id or domain", text -> Optional.of(text).filter(t -> t.matches("[\\w.-]+")));
  private static final Form<String> ONE_LINE =
      new Form<>(
          "text of one line",
          text -> Optional.of(text).filter(t -> t.chars().noneMatch(Character::isISOControl)));

  /** For any token endpoint. */
  static final List<ProviderOption> ANY =
      List.of(
          ProviderOption.of(ENDPOINT).in(SAFE_URL),
          ProviderOption.of(CLIENT).in(ONE_LINE),
          ProviderOption.of(CERTIFICATE).in(ONE_LINE),
          ProviderOption.of(FEDERATED).in(ONE_LINE),
          ProviderOption.of(SCOPE).in(ONE_LINE));

  /** For Microsoft's, in the variables of its own tools. */
  static final List<ProviderOption> AZURE =
      List.of(
          ProviderOption.of(ENDPOINT).in(SAFE_URL),
          ProviderOption.of(AUTHORITY, "AZURE_AUTHORITY_HOST").in(SAFE_URL),
          ProviderOption.of(TENANT, "AZURE_TENANT_ID").in(TENANT_FORM),
          ProviderOption.of(CLIENT, "AZURE_CLIENT_ID").in(ONE_LINE),
          ProviderOption.of(CERTIFICATE, "AZURE_CLIENT_CERTIFICATE_PATH").in(ONE_LINE),
          ProviderOption.of(FEDERATED, "AZURE_FEDERATED_TOKEN_FILE").in(ONE_LINE),
          ProviderOption.of(SCOPE).in(ONE_LINE));

  private TokenOptions() {}

  /** Whether a provider with these options takes tokens. */
  static boolean areWanted(Map<String, String> options) {
    return isEntra(options) || OIDC.equals(options.get(AUTH));
  }

  /** Whether the token endpoint is to know us by a secret, since nothing else is there. */
  static boolean needSecret(Map<String, String> options) {
    return !options.containsKey(CERTIFICATE) && !options.containsKey(FEDERATED);
  }

  /** The same options with all that follows from them: the token endpoint and the scope. */
  static Map<String, String> complete(Map<String, String> options) {
    Map<String, String> complete = new LinkedHashMap<>(options);
    String tenant = options.get(TENANT);
    if (isEntra(options)) {
      complete.putIfAbsent(SCOPE, AZURE_SCOPE);
      if (tenant != null) {
        String authority = options.getOrDefault(AUTHORITY, PUBLIC_CLOUD).replaceFirst("/+$", "");
        complete.putIfAbsent(ENDPOINT, authority + "/" + tenant + "/oauth2/v2.0/token");
      }
    }
    return complete;
  }

  /** The options that are still needed, by what an operator would set. */
  static List<String> lacking(Map<String, String> complete, boolean isVendors) {
    List<String> lacking = new ArrayList<>();
    boolean isEntra = isEntra(complete);
    if (!complete.containsKey(ENDPOINT)) {
      lacking.add(name(isEntra ? TENANT : ENDPOINT, isEntra && isVendors));
    }
    if (!complete.containsKey(CLIENT)) {
      lacking.add(name(CLIENT, isEntra && isVendors));
    }
    return lacking;
  }

  private static String name(String option, boolean isVariable) {
    String key = option.replace('-', '_');
    return isVariable ? "AZURE_" + key.toUpperCase(Locale.ROOT) : "options." + key;
  }

  private static boolean isEntra(Map<String, String> options) {
    return ENTRA.equals(options.get(AUTH));
  }

  /** A secret goes there: in the clear it may only go to this machine. */
  private static boolean isSafe(String text) {
    try {
      URI uri = new URI(text);
      String host = uri.getHost();
      return host != null
          && uri.getRawUserInfo() == null
          && uri.getRawFragment() == null
          && ("https".equals(uri.getScheme())
              || ("http".equals(uri.getScheme())
                  && List.of("127.0.0.1", "localhost", "[::1]").contains(host)));
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
