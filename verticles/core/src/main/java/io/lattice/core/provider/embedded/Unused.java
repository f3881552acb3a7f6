package io.lattice.core.provider.embedded;

import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.Part;
import io.lattice.api.chat.ResponseFormat;
import io.lattice.api.chat.Role;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * What a request carries that the guide cannot use, so that the answer can say so. Sampling and
 * reasoning are not among it: they tell a language model how to write, and the guide quotes.
 */
final class Unused {
  private static final Set<Role> INSTRUCTING = EnumSet.of(Role.SYSTEM, Role.DEVELOPER);

  private record Thing(String name, Predicate<ChatRequest> isIn) {}

  private static final List<Thing> THINGS =
      List.of(
          new Thing("instructions", request -> turns(request) < request.messages().size()),
          new Thing("earlier messages", request -> turns(request) > 1),
          new Thing("tools", request -> !request.tools().isEmpty()),
          new Thing("images", request -> has(request, Part.Image.class)),
          new Thing("files", request -> has(request, Part.File.class)),
          new Thing("audio", request -> has(request, Part.Audio.class)),
          new Thing("parts of one provider only", request -> has(request, Part.Opaque.class)),
          new Thing("a JSON output format", Unused::wantsJson),
          new Thing("more than one choice", request -> request.choices() > 1),
          new Thing("log probabilities", Unused::wantsLogprobs));

  private Unused() {}

  /** Their names, ready for a sentence; empty where all of the request is used. */
  static List<String> in(ChatRequest request) {
    return THINGS.stream().filter(thing -> thing.isIn().test(request)).map(Thing::name).toList();
  }

  private static long turns(ChatRequest request) {
    return request.messages().stream()
        .filter(message -> !INSTRUCTING.contains(message.role()))
        .count();
  }

  private static boolean has(ChatRequest request, Class<? extends Part> kind) {
    return request.messages().stream()
        .flatMap(message -> message.parts().stream())
        .anyMatch(kind::isInstance);
  }

  private static boolean wantsJson(ChatRequest request) {
    return request.responseFormat() != null
        && !(request.responseFormat() instanceof ResponseFormat.Text);
  }

  private static boolean wantsLogprobs(ChatRequest request) {
    return Boolean.TRUE.equals(request.sampling().logprobs());
  }
}
