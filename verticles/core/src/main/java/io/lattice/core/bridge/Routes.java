package io.lattice.core.bridge;

import io.vertx.core.http.HttpMethod;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Which endpoint answers a method at a path. HEAD is answered where GET is. */
final class Routes {
  private final Map<String, Map<String, Endpoint>> exact = new HashMap<>();
  private final Map<String, Map<String, Endpoint>> below = new HashMap<>();

  Routes at(HttpMethod method, String path, Endpoint endpoint) {
    put(exact, method, path, endpoint);
    return this;
  }

  /**
   * @param prefix ends in a slash; at least one more character must follow it
   */
  Routes below(HttpMethod method, String prefix, Endpoint endpoint) {
    put(below, method, prefix, endpoint);
    return this;
  }

  private static void put(
      Map<String, Map<String, Endpoint>> table, HttpMethod method, String path, Endpoint endpoint) {
    Map<String, Endpoint> methods = table.computeIfAbsent(path, key -> new TreeMap<>());
    methods.put(method.name(), endpoint);
    if (method.equals(HttpMethod.GET)) {
      methods.put(HttpMethod.HEAD.name(), endpoint);
    }
  }

  /**
   * @throws Refusal with 404 or 405
   */
  Endpoint find(HttpMethod method, String path) {
    Map<String, Endpoint> methods = methodsAt(path);
    if (methods == null) {
      throw Refusal.unknownPath();
    }
    Endpoint endpoint = methods.get(method.name());
    if (endpoint == null) {
      throw Refusal.methodNotAllowed(String.join(", ", methods.keySet()));
    }
    return endpoint;
  }

  private @Nullable Map<String, Endpoint> methodsAt(String path) {
    Map<String, Endpoint> methods = exact.get(path);
    if (methods != null) {
      return methods;
    }
    for (Map.Entry<String, Map<String, Endpoint>> entry : below.entrySet()) {
      if (path.startsWith(entry.getKey()) && path.length() > entry.getKey().length()) {
        return entry.getValue();
      }
    }
    return null;
  }
}
