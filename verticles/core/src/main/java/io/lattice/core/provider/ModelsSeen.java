package io.lattice.core.provider;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;

/** What a provider's lists tell of the models that the registry places there. */
public sealed interface ModelsSeen {

  /** Its part of a report. */
  JsonObject toJson();

  /**
   * The lists were read.
   *
   * @param found what the provider has, in order
   * @param missing what it does not list, in order: retired, not open to the key, or misspelt
   */
  record Listed(List<String> found, List<String> missing) implements ModelsSeen {
    public Listed {
      found = List.copyOf(found);
      missing = List.copyOf(missing);
    }

    Listed(Set<String> found, Set<String> missing) {
      this(found.stream().sorted().toList(), missing.stream().sorted().toList());
    }

    @Override
    public JsonObject toJson() {
      return new JsonObject()
          .put("found", new JsonArray(found))
          .put("missing", new JsonArray(missing));
    }
  }

  /**
   * The lists do not tell.
   *
   * @param why a sentence for the operator
   */
  record Untold(String why) implements ModelsSeen {
    @Override
    public JsonObject toJson() {
      return new JsonObject().put("untold", why);
    }
  }
}
