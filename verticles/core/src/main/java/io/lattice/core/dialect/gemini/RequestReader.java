package io.lattice.core.dialect.gemini;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.ReasoningOptions;
import io.lattice.api.chat.ResponseFormat;
import io.lattice.api.chat.ToolChoice;
import io.lattice.core.dialect.JsonLimits;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.StrictJson;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads a caller's request into our vocabulary; what it does not know is kept. */
final class RequestReader {
  private static final JsonTree EMPTY = JsonTree.read(Bytes.utf8("{}"));

  private RequestReader() {}

  static ChatRequest read(Bytes body, String model, JsonLimits limits) {
    StrictJson.check(body, limits, (parser, token, depth) -> {});
    ProtoFields request = new ProtoFields(JsonTree.read(body), "");
    // The path names the model.
    request.value("model");
    Map<String, Json> extras = new LinkedHashMap<>();
    ProtoFields given = request.object(ConfigWriter.CONFIG);
    ProtoFields config = given == null ? new ProtoFields(EMPTY, ConfigWriter.CONFIG) : given;
    ToolChoice choice = ToolsReader.choice(request, extras);
    ResponseFormat format = ConfigReader.format(config, extras);
    ReasoningOptions reasoning = ConfigReader.reasoning(config, extras);
    return new ChatRequest(
        model,
        MessageReader.read(request),
        ToolsReader.tools(request),
        choice,
        null,
        format,
        config.integer("maxOutputTokens"),
        ConfigReader.stop(config),
        ConfigReader.choices(config),
        ConfigReader.sampling(config),
        reasoning,
        null,
        leftOver(request, config, extras));
  }

  /** Comes last: what was not asked for until then. */
  private static Map<String, Json> leftOver(
      ProtoFields request, ProtoFields config, Map<String, Json> extras) {
    String tier = request.string(ServiceTier.FIELD);
    if (tier != null) {
      extras.put(ServiceTier.EXTRA, ServiceTier.carried(tier));
    }
    config.rest(ConfigWriter.CONFIG + ".").forEach(extras::putIfAbsent);
    request.rest("").forEach(extras::putIfAbsent);
    return extras;
  }
}
