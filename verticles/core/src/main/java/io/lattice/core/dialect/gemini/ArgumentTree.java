package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.Json;
import io.lattice.core.dialect.AnswerProgress;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonText;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.JsonTree.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The arguments of a call that come in pieces, each with the place that it goes to: {@code
 * $.recipe.steps[1]}. Confined to one call.
 *
 * <p>See {@code PartialArg} of
 * https://docs.cloud.google.com/vertex-ai/generative-ai/docs/multimodal/function-calling.
 */
final class ArgumentTree {
  private static final int MAX_INDEX = 10_000;
  private static final int MAX_DEPTH = 64;
  private static final Pattern STEP =
      Pattern.compile("\\.([^.\\[\\]]+)|\\[(\\d{1,9})]|\\[(?:'([^']*)'|\"([^\"]*)\")]");

  /** A string while it still grows. */
  private static final class Text {
    private final StringBuilder pieces = new StringBuilder();
  }

  /** Objects are maps, arrays lists, strings texts, and all else is JSON already. */
  private final Map<String, Object> root = new LinkedHashMap<>();

  /**
   * One of {@code partialArgs}.
   *
   * @throws DialectException with UPSTREAM_PROTOCOL where its place is none
   */
  void add(JsonTree piece) {
    String path = piece.string("jsonPath");
    List<Object> steps = steps(path == null ? "" : path);
    Object container = root;
    for (int i = 0; i < steps.size() - 1; i++) {
      container = inner(container, steps.get(i), steps.get(i + 1) instanceof Integer);
    }
    Object last = steps.get(steps.size() - 1);
    JsonTree string = piece.get("stringValue", Kind.STRING);
    if (string == null) {
      put(container, last, plain(piece));
      return;
    }
    Text text = get(container, last) instanceof Text before ? before : new Text();
    text.pieces.append(string.text());
    put(container, last, text);
  }

  /** The array or object at a step, made where there is none. */
  private static Object inner(Object container, Object step, boolean isArray) {
    Object there = get(container, step);
    if (there != null && (isArray ? there instanceof List : there instanceof Map)) {
      return there;
    }
    Object made = isArray ? new ArrayList<Object>() : new LinkedHashMap<String, Object>();
    put(container, step, made);
    return made;
  }

  private static String plain(JsonTree piece) {
    for (String name : List.of("numberValue", "boolValue")) {
      JsonTree value = piece.get(name);
      if (value != null) {
        return value.json().text();
      }
    }
    return "null";
  }

  private static List<Object> steps(String path) {
    List<Object> steps = new ArrayList<>();
    Matcher step = STEP.matcher(path);
    int at = path.startsWith("$") ? 1 : path.length() + 1;
    while (at < path.length() && step.find(at) && step.start() == at) {
      steps.add(step(step));
      at = step.end();
    }
    if (at != path.length() || steps.isEmpty() || steps.size() > MAX_DEPTH) {
      throw unknownPlace();
    }
    if (steps.get(0) instanceof Integer) {
      throw unknownPlace();
    }
    return steps;
  }

  private static Object step(Matcher step) {
    if (step.group(2) != null) {
      int index = Integer.parseInt(step.group(2));
      if (index > MAX_INDEX) {
        throw unknownPlace();
      }
      return index;
    }
    String name = step.group(1) == null ? step.group(3) : step.group(1);
    return name == null ? step.group(4) : name;
  }

  private static DialectException unknownPlace() {
    return AnswerProgress.protocol("the provider sent a piece of a call's arguments for no place");
  }

  @SuppressWarnings("unchecked") // Only this class puts containers into containers.
  private static @Nullable Object get(Object container, Object step) {
    if (container instanceof Map) {
      return ((Map<String, Object>) container).get(step);
    }
    List<Object> list = (List<Object>) container;
    int index = (Integer) step;
    return index < list.size() ? list.get(index) : null;
  }

  @SuppressWarnings("unchecked") // Only this class puts containers into containers.
  private static void put(Object container, Object step, Object value) {
    if (container instanceof Map) {
      ((Map<String, Object>) container).put((String) step, value);
      return;
    }
    List<Object> list = (List<Object>) container;
    int index = (Integer) step;
    while (list.size() <= index) {
      list.add("null");
    }
    list.set(index, value);
  }

  /** The arguments as far as they came, as a JSON object. */
  String json() {
    JsonText json = new JsonText();
    write(root, json);
    return json.bytes().utf8();
  }

  private static void write(Object value, JsonText json) {
    if (value instanceof Map<?, ?> object) {
      json.startObject();
      object.forEach((name, inner) -> write(inner, json.name((String) name)));
      json.endObject();
    } else if (value instanceof List<?> array) {
      json.startArray();
      array.forEach(inner -> write(inner, json));
      json.endArray();
    } else if (value instanceof Text text) {
      json.text(text.pieces.toString());
    } else {
      json.json(Json.of((String) value), "args");
    }
  }
}
