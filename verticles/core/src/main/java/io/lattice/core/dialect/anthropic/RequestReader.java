package io.lattice.core.dialect.anthropic;

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

/**
 * Reads a caller's request for Anthropic's messages into our vocabulary; what it does not know is
 * kept. Confined to one request.
 *
 * <p>No limit is missed where none is given, although Anthropic itself wants one: the question how
 * many tokens a request would take has none.
 */
final class RequestReader {
  /** A schema has no name here, and needs one elsewhere. */
  private static final String FORMAT_NAME = "answer";

  private final JsonFields request;
  private final Map<String, Json> extras = new LinkedHashMap<>();

  private RequestReader(JsonFields request) {
    this.request = request;
  }

  /**
   * Reads all of it.
   *
   * @param model the one that the path names, where the body names none
   */
  static ChatRequest read(Bytes body, String model, JsonLimits limits) {
    StrictJson.check(body, limits, (parser, token, depth) -> {});
    JsonFields request = new JsonFields(JsonTree.read(body), "");
    return new RequestReader(request).read(model);
  }

  private ChatRequest read(String model) {
    // How an answer travels, and the API's version, are told beside the request.
    request.flag("stream");
    request.string("anthropic_version");
    String named = request.string("model");
    ToolReader tools = new ToolReader(request);
    JsonFields config = request.object(OutputConfig.FIELD);
    ResponseFormat format = config == null ? null : format(config);
    ReasoningOptions reasoning = ThinkingReader.read(request, config, extras);
    if (config != null) {
      extras.putAll(config.rest(OutputConfig.FIELD + "."));
    }
    return new ChatRequest(
        named == null ? model : named,
        MessageReader.read(request),
        tools.tools(),
        tools.choice(),
        tools.parallel(),
        format,
        request.integer(MaxTokens.FIELD),
        stop(),
        1,
        sampling(),
        reasoning,
        endUser(),
        leftOver());
  }

  /** Comes last: what was not asked for until then. */
  private Map<String, Json> leftOver() {
    extras.putAll(request.rest());
    return extras;
  }

  private @Nullable ResponseFormat format(JsonFields config) {
    JsonFields format = config.object("format");
    if (format == null) {
      return null;
    }
    if (!format.requiredString("type").equals("json_schema")) {
      throw DialectException.invalid(format.path("type"), "must be json_schema");
    }
    Json schema = format.required("schema", format.objectText("schema"));
    extras.putAll(format.rest(OutputConfig.FIELD + ".format."));
    return new ResponseFormat.JsonSchema(FORMAT_NAME, null, schema, null);
  }

  private List<String> stop() {
    List<String> sequences = new ArrayList<>();
    for (JsonTree item : request.list("stop_sequences")) {
      if (!item.is(JsonTree.Kind.STRING)) {
        throw DialectException.invalid("stop_sequences", "must be a list of strings");
      }
      sequences.add(item.text());
    }
    return sequences;
  }

  private Sampling sampling() {
    return new Sampling(
        request.decimal("temperature"),
        request.decimal("top_p"),
        request.integer("top_k"),
        null,
        null,
        null,
        null,
        null);
  }

  private @Nullable String endUser() {
    JsonFields metadata = request.object("metadata");
    if (metadata == null) {
      return null;
    }
    String id = metadata.string("user_id");
    extras.putAll(metadata.rest("metadata."));
    return id;
  }
}
