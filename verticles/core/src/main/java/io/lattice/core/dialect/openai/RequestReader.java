package io.lattice.core.dialect.openai;

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
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a caller's chat completion request into our vocabulary; what it does not know is kept. */
final class RequestReader {
  private RequestReader() {}

  static ChatRequest read(Bytes body, JsonLimits limits) {
    StrictJson.check(body, limits, (parser, token, depth) -> {});
    JsonFields request = new JsonFields(JsonTree.read(body), "");
    // How an answer travels is told beside the request.
    request.flag("stream");
    request.object("stream_options");
    Map<String, Json> extras = new LinkedHashMap<>();
    return new ChatRequest(
        request.requiredString("model"),
        MessageReader.read(request),
        ToolReader.tools(request),
        ToolReader.choice(request),
        request.flag("parallel_tool_calls"),
        format(request, extras),
        maxOutputTokens(request),
        stop(request),
        choices(request),
        sampling(request),
        new ReasoningOptions(request.string("reasoning_effort"), null),
        endUser(request),
        leftOver(request, extras));
  }

  /** Comes last: what was not asked for until then. */
  private static Map<String, Json> leftOver(JsonFields request, Map<String, Json> extras) {
    extras.putAll(request.rest());
    return extras;
  }

  /** The newer name counts; where both are given, the older stays among the extras. */
  private static @Nullable String endUser(JsonFields request) {
    String id = request.string("safety_identifier");
    return id == null ? request.string("user") : id;
  }

  private static @Nullable ResponseFormat format(JsonFields request, Map<String, Json> extras) {
    JsonFields format = request.object("response_format");
    if (format == null) {
      return null;
    }
    ResponseFormat read =
        switch (format.requiredString("type")) {
          case "text" -> new ResponseFormat.Text();
          case "json_object" -> new ResponseFormat.JsonObject();
          case "json_schema" -> schema(format.requiredObject("json_schema"), extras);
          default ->
              throw DialectException.invalid(
                  format.path("type"), "must be text, json_object or json_schema");
        };
    extras.putAll(format.rest("response_format."));
    return read;
  }

  private static ResponseFormat schema(JsonFields schema, Map<String, Json> extras) {
    ResponseFormat read =
        new ResponseFormat.JsonSchema(
            schema.requiredString("name"),
            schema.string("description"),
            schema.required("schema", schema.objectText("schema")),
            schema.flag("strict"));
    extras.putAll(schema.rest("response_format.json_schema."));
    return read;
  }

  private static @Nullable Integer maxOutputTokens(JsonFields request) {
    Integer tokens = request.integer("max_completion_tokens");
    Integer older = request.integer("max_tokens");
    if (tokens != null && older != null) {
      throw DialectException.invalid(
          "max_tokens", "must not be given beside max_completion_tokens: keep the latter");
    }
    return tokens == null ? older : tokens;
  }

  private static List<String> stop(JsonFields request) {
    JsonTree stop = request.value("stop");
    if (stop == null) {
      return List.of();
    }
    List<JsonTree> items = stop.is(JsonTree.Kind.ARRAY) ? stop.items() : List.of(stop);
    List<String> sequences = new ArrayList<>();
    for (JsonTree item : items) {
      if (!item.is(JsonTree.Kind.STRING)) {
        throw DialectException.invalid("stop", "must be a string or a list of strings");
      }
      sequences.add(item.text());
    }
    return sequences;
  }

  private static int choices(JsonFields request) {
    Integer count = request.integer("n");
    if (count != null && count < 1) {
      throw DialectException.invalid("n", "must be at least 1");
    }
    return count == null ? 1 : count;
  }

  private static Sampling sampling(JsonFields request) {
    return new Sampling(
        request.decimal("temperature"),
        request.decimal("top_p"),
        request.integer("top_k"),
        request.decimal("frequency_penalty"),
        request.decimal("presence_penalty"),
        request.longInteger("seed"),
        request.flag("logprobs"),
        request.integer("top_logprobs"));
  }
}
