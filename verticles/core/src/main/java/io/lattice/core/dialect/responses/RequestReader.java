package io.lattice.core.dialect.responses;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.ReasoningOptions;
import io.lattice.api.chat.ResponseFormat;
import io.lattice.api.chat.Sampling;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonFields;
import io.lattice.core.dialect.JsonLimits;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.StrictJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads a caller's request into our vocabulary, for a provider of another dialect; what it does not
 * know is kept. A field inside of another keeps that one's name before its own: {@code
 * reasoning.summary}.
 */
final class RequestReader {
  private RequestReader() {}

  static ChatRequest read(Bytes body, JsonLimits limits) {
    StrictJson.check(body, limits, (parser, token, depth) -> {});
    JsonFields request = new JsonFields(JsonTree.read(body), "");
    StatefulFields.refuse(request);
    // How an answer travels is told beside the request.
    request.flag("stream");
    request.object("stream_options");
    Map<String, Json> extras = new LinkedHashMap<>();
    Includes includes = Includes.read(request);
    includes.keep(extras);
    return new ChatRequest(
        request.requiredString("model"),
        InputReader.read(request),
        ToolReader.tools(request),
        ToolReader.choice(request),
        request.flag("parallel_tool_calls"),
        format(request, extras),
        request.integer("max_output_tokens"),
        List.of(),
        1,
        sampling(request, includes),
        reasoning(request, extras),
        endUser(request),
        leftOver(request, extras));
  }

  /** Comes last: what was not asked for until then. */
  private static Map<String, Json> leftOver(JsonFields request, Map<String, Json> extras) {
    String truncation = request.string("truncation");
    if (truncation != null && !truncation.equals("disabled")) {
      extras.put("truncation", Json.of("\"" + word(truncation) + "\""));
    }
    extras.putAll(request.rest());
    extras.values().removeIf(value -> value.text().equals("null"));
    return extras;
  }

  private static String word(String truncation) {
    if (!truncation.equals("auto")) {
      throw DialectException.invalid("truncation", "must be auto or disabled");
    }
    return truncation;
  }

  /** The newer name counts; where both are given, the older stays among the extras. */
  private static @Nullable String endUser(JsonFields request) {
    String id = request.string("safety_identifier");
    return id == null ? request.string("user") : id;
  }

  private static @Nullable ResponseFormat format(JsonFields request, Map<String, Json> extras) {
    JsonFields text = request.object("text");
    if (text == null) {
      return null;
    }
    JsonFields format = text.object("format");
    JsonTree verbosity = text.value("verbosity");
    if (verbosity != null) {
      extras.put("verbosity", verbosity.json());
    }
    extras.putAll(text.rest("text."));
    if (format == null) {
      return null;
    }
    ResponseFormat read =
        switch (format.requiredString("type")) {
          case "text" -> new ResponseFormat.Text();
          case "json_object" -> new ResponseFormat.JsonObject();
          case "json_schema" ->
              new ResponseFormat.JsonSchema(
                  format.requiredString("name"),
                  format.string("description"),
                  format.required("schema", format.objectText("schema")),
                  format.flag("strict"));
          default ->
              throw DialectException.invalid(
                  format.path("type"), "must be text, json_object or json_schema");
        };
    extras.putAll(format.rest("text.format."));
    return read;
  }

  private static Sampling sampling(JsonFields request, Includes includes) {
    return new Sampling(
        request.decimal("temperature"),
        request.decimal("top_p"),
        null,
        null,
        null,
        null,
        includes.logprobs() ? Boolean.TRUE : null,
        request.integer("top_logprobs"));
  }

  private static ReasoningOptions reasoning(JsonFields request, Map<String, Json> extras) {
    JsonFields reasoning = request.object("reasoning");
    if (reasoning == null) {
      return ReasoningOptions.DEFAULT;
    }
    String effort = reasoning.string("effort");
    extras.putAll(reasoning.rest("reasoning."));
    return new ReasoningOptions(effort, null);
  }
}
