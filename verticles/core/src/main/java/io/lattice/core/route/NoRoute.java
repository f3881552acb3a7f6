package io.lattice.core.route;

import io.lattice.api.chat.ChatError;
import java.util.List;
import java.util.Objects;

/**
 * A request may go nowhere.
 *
 * @param error what the caller is told
 */
public record NoRoute(ChatError error, List<Rejection> rejections) implements Routing {
  public NoRoute {
    Objects.requireNonNull(error, "error");
    rejections = List.copyOf(rejections);
  }
}
