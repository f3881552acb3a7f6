package io.lattice.core.dialect.ollama;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.ReasoningOptions;
import io.lattice.api.chat.ResponseFormat;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonFields;
import io.lattice.core.dialect.JsonLimits;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.StrictJson;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a caller's chat request into our vocabulary; what it does not know is kept. */
final class RequestReader {
  /** Ollama gives a schema no name, and others want one. */
  static final String SCHEMA_NAME = "response";

  private RequestReader() {}

  static ChatRequest read(Bytes body, JsonLimits limits) {
    StrictJson.check(body, limits, (parser, token, depth) -> {});
    JsonFields request = new JsonFields(JsonTree.read(body), "");
    // How an answer travels is told beside the request.
    request.flag("stream");
    OptionsReader options = new OptionsReader(request);
    return new ChatRequest(
        request.requiredString("model"),
        new MessageReader().read(request),
        ToolReader.tools(request),
        null,
        null,
        format(request),
        options.maxOutputTokens(),
        options.stop(),
        1,
        options.sampling(),
        reasoning(request),
        null,
        leftOver(request, options));
  }

  /** Comes last: what was not asked for until then. */
  private static Map<String, Json> leftOver(JsonFields request, OptionsReader options) {
    Map<String, Json> extras = new LinkedHashMap<>(Extras.said(request.rest()));
    extras.putAll(options.rest());
    return extras;
  }

  private static @Nullable ResponseFormat format(JsonFields request) {
    JsonTree format = request.value("format");
    if (format == null || (format.is(JsonTree.Kind.STRING) && format.text().isEmpty())) {
      return null;
    }
    if (format.is(JsonTree.Kind.OBJECT)) {
      return new ResponseFormat.JsonSchema(SCHEMA_NAME, null, format.json(), null);
    }
    if (format.is(JsonTree.Kind.STRING) && format.text().equals("json")) {
      return new ResponseFormat.JsonObject();
    }
    throw DialectException.invalid("format", "must be json or a JSON schema");
  }

  private static ReasoningOptions reasoning(JsonFields request) {
    JsonTree think = request.value("think");
    if (think == null) {
      return ReasoningOptions.DEFAULT;
    }
    if (!think.is(JsonTree.Kind.BOOLEAN) && !think.is(JsonTree.Kind.STRING)) {
      throw DialectException.invalid("think", "must be true, false, low, medium, high or max");
    }
    return new ReasoningOptions(Thinking.effort(think.text()), null);
  }
}
