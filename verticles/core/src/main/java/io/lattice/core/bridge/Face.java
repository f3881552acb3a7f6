package io.lattice.core.bridge;

import io.lattice.core.dialect.CallerSide;
import io.lattice.core.dialect.Dialect;
import io.lattice.core.dialect.EmbeddingSpeech;
import io.lattice.core.dialect.StreamFraming;
import io.lattice.core.dialect.TokenCounting;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A way to ask for a chat, for vectors or for a count of tokens over HTTP: where, and in which
 * dialect.
 *
 * @param place where it is taken by POST
 * @param dialect the dialect's name
 * @param speech what is said there
 * @param idHeader where the dialect's libraries look for the request's id, besides {@code
 *     x-request-id}; null for nowhere else
 * @param headers of a request that belong to the dialect, and go to a provider that speaks it
 */
public record Face(
    Place place,
    String dialect,
    CallerSide speech,
    @Nullable CharSequence idHeader,
    List<String> headers) {

  private static final Pattern LISTED = Pattern.compile("[\\w .,:/-]{1,1000}");

  /** Where a face is. */
  public sealed interface Place {}

  /** At one path, for the body names the model. */
  record Exact(String path) implements Place {}

  /** At one path, for vectors; the body names the model. */
  record Vectors(String path, EmbeddingSpeech speech) implements Place {}

  /** At one path, for a count of tokens; the body names the model. */
  record Counting(String path, TokenCounting counting) implements Place {}

  /**
   * Below these paths, which go on with the model's name, a colon and an action, as Google's APIs
   * do.
   *
   * @param prefixes each ends in a slash
   * @param whole the action for a whole answer
   * @param streamed the action for a streamed one; as events only with {@code alt=sse}
   * @param vectors what is said at the actions for vectors, by their names
   * @param counting what is said at {@code countTokens}
   */
  record Action(
      List<String> prefixes,
      String whole,
      String streamed,
      Map<String, EmbeddingSpeech> vectors,
      @Nullable TokenCounting counting)
      implements Place {
    Action {
      prefixes = List.copyOf(prefixes);
      vectors = Map.copyOf(vectors);
    }
  }

  public Face {
    Objects.requireNonNull(place, "place");
    Objects.requireNonNull(dialect, "dialect");
    Objects.requireNonNull(speech, "speech");
    headers = List.copyOf(headers);
  }

  /** Where the body names the model and says whether to stream. */
  public static Face at(String path, String dialect, CallerSide speech) {
    if (!path.startsWith("/")) {
      throw new IllegalArgumentException("a face's path begins with /, unlike '" + path + "'");
    }
    return new Face(new Exact(path), dialect, speech, null, List.of());
  }

  public static Face at(String path, Dialect dialect) {
    return at(path, dialect.name(), dialect);
  }

  /**
   * A way to ask for vectors, where the body names the model.
   *
   * @param dialect says what goes wrong
   */
  public static Face vectorsAt(String path, Dialect dialect, EmbeddingSpeech speech) {
    return new Face(new Vectors(path, speech), dialect.name(), dialect, null, List.of());
  }

  /** Gemini's, at the versions of its API that its libraries call. */
  public static Face gemini(Dialect dialect) {
    return gemini(dialect, Map.of(), null);
  }

  /**
   * The same with vectors and counts of tokens.
   *
   * @param vectors what is said at the actions for them, by their names
   */
  public static Face gemini(
      Dialect dialect, Map<String, EmbeddingSpeech> vectors, @Nullable TokenCounting counting) {
    return new Face(
        new Action(
            List.of("/v1beta/models/", "/v1/models/"),
            "generateContent",
            "streamGenerateContent",
            vectors,
            counting),
        dialect.name(),
        dialect,
        null,
        List.of());
  }

  /** Anthropic's. */
  public static Face anthropic(Dialect dialect) {
    return new Face(
        new Exact("/v1/messages"),
        dialect.name(),
        dialect,
        HeaderNames.REQUEST_ID,
        List.of("anthropic-beta"));
  }

  /** The same dialect's way to have tokens counted, where the body names the model. */
  public Face counting(String path, TokenCounting counting) {
    return new Face(new Counting(path, counting), dialect, speech, idHeader, headers);
  }

  /** Those of the request's headers that belong to the dialect. */
  Map<String, String> headersOf(MultiMap request) {
    if (headers.isEmpty()) {
      return Map.of();
    }
    Map<String, String> own = new HashMap<>();
    for (String name : headers) {
      String value = request.get(name);
      if (value != null && !LISTED.matcher(value).matches()) {
        throw Refusal.invalid("header '" + name + "' must be a list of words");
      }
      if (value != null) {
        own.put(name, value);
      }
    }
    return own;
  }

  /** Adds what answers here. */
  void mount(Routes routes, ChatEndpoint chats) {
    if (place instanceof Exact exact) {
      routes.at(HttpMethod.POST, exact.path(), chats);
    } else if (place instanceof Vectors vectors) {
      routes.at(HttpMethod.POST, vectors.path(), visit -> chats.embed(visit, vectors.speech(), ""));
    } else if (place instanceof Counting counts) {
      routes.at(HttpMethod.POST, counts.path(), visit -> chats.count(visit, counts.counting(), ""));
    } else if (place instanceof Action action) {
      Map<String, ActionEndpoint.Action> byName = new HashMap<>();
      byName.put(
          action.whole(),
          (visit, model) -> chats.serve(visit, new PathFacts(model, false, StreamFraming.USUAL)));
      byName.put(
          action.streamed(),
          (visit, model) -> chats.serve(visit, new PathFacts(model, true, framing(visit))));
      action
          .vectors()
          .forEach(
              (name, speech) ->
                  byName.put(name, (visit, model) -> chats.embed(visit, speech, model)));
      TokenCounting counting = action.counting();
      if (counting != null) {
        byName.put("countTokens", (visit, model) -> chats.count(visit, counting, model));
      }
      ActionEndpoint actions = new ActionEndpoint(byName);
      action.prefixes().forEach(prefix -> routes.below(HttpMethod.POST, prefix, actions));
    }
  }

  private static StreamFraming framing(Visit visit) {
    return "sse".equals(visit.request().getParam("alt"))
        ? StreamFraming.USUAL
        : StreamFraming.ARRAY;
  }
}
