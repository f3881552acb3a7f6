package io.lattice.core.provider;

import io.lattice.api.chat.ChatError;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ErrorKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a provider itself says of one request in its headers: the name by which its support finds
 * it, and who served it. Pure.
 *
 * <p>No two providers mean different things by one of these names, so one list serves for all.
 */
final class ProviderRequest {

  /** The first that is there counts: Azure's gateway asks to be told the first of them. */
  private static final List<String> IDS =
      List.of("apim-request-id", "x-request-id", "request-id", "x-amzn-requestid");

  private static final List<String> SERVED_BY =
      List.of("x-ms-region", "x-ms-deployment-name", "x-ms-served-model", "x-upstream-attempts");

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:/-]{0,79}");

  /** Regions have blanks in their names: Sweden Central. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.:/ -]{0,79}");

  private ProviderRequest() {}

  /** The provider's id of a request. */
  static Optional<String> id(Function<String, @Nullable String> header) {
    return IDS.stream().flatMap(name -> said(name, header, WORD).stream()).findFirst();
  }

  /** All that is known, by the header's name. */
  static Map<String, String> facts(Function<String, @Nullable String> header) {
    Map<String, String> facts = new LinkedHashMap<>();
    IDS.forEach(name -> said(name, header, WORD).ifPresent(id -> facts.put(name, id)));
    SERVED_BY.forEach(name -> said(name, header, NAME).ifPresent(who -> facts.put(name, who)));
    return facts;
  }

  /** Adds the id to a failure that is the provider's, which a caller can do nothing about. */
  static List<ChatEvent> named(List<ChatEvent> events, Function<String, @Nullable String> header) {
    ChatEvent last = events.get(events.size() - 1);
    if (!(last instanceof ChatEvent.MessageFailed failed) || !isProviders(failed.error().kind())) {
      return events;
    }
    return id(header).map(id -> replaced(events, failed, id)).orElse(events);
  }

  private static boolean isProviders(ErrorKind kind) {
    return kind == ErrorKind.UPSTREAM_RATE_LIMITED || kind.blame() == ErrorKind.Blame.UPSTREAM;
  }

  private static List<ChatEvent> replaced(
      List<ChatEvent> events, ChatEvent.MessageFailed failed, String id) {
    ChatError error = failed.error();
    ChatError named =
        new ChatError(
            error.kind(),
            "%s (provider request %s)".formatted(error.message(), id),
            error.code(),
            error.param(),
            error.providerStatus(),
            error.retryAfter());
    List<ChatEvent> all = new ArrayList<>(events);
    all.set(all.size() - 1, new ChatEvent.MessageFailed(named, failed.usage()));
    return all;
  }

  private static Optional<String> said(
      String name, Function<String, @Nullable String> header, Pattern form) {
    return Optional.ofNullable(header.apply(name)).filter(value -> form.matcher(value).matches());
  }
}
