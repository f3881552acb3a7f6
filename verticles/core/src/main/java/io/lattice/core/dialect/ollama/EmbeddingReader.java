package io.lattice.core.dialect.ollama;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.Json;
import io.lattice.api.chat.Usage;
import io.lattice.api.chat.Vector;
import io.lattice.core.dialect.AnswerProgress;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.ProviderJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads vectors in one pass, for they are many numbers. Confined to one answer. */
final class EmbeddingReader {
  private final int texts;
  private final AnswerProgress progress;
  private final List<Vector> vectors = new ArrayList<>();
  private final Map<String, Json> counts = new LinkedHashMap<>();
  private String model = "";

  EmbeddingReader(int texts, long maxBytes) {
    this.texts = texts;
    this.progress = new AnswerProgress(maxBytes);
  }

  List<ChatEvent> read(Bytes body) {
    List<ChatEvent> events = new ArrayList<>();
    try {
      progress.received(body.length());
      parse(body);
      if (vectors.size() != texts) {
        throw AnswerProgress.protocol(
            "the provider sent %d vectors for %d texts".formatted(vectors.size(), texts));
      }
      progress.seen(LineReader.CHOICE);
      events.add(new ChatEvent.MessageStarted("", model, 0, Map.of()));
      events.add(new ChatEvent.VectorsAdded(0, vectors));
      Usage usage = new Counts(counts).usage();
      if (usage != null) {
        progress.used(usage, events);
      }
      progress.end(events);
    } catch (DialectException e) {
      progress.fail(e.error(), events);
    }
    return events;
  }

  private void parse(Bytes body) {
    try (JsonParser parser = ProviderJson.parser(body)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw ProviderJson.notJson();
      }
      boolean mayFail = false;
      while (parser.nextToken() != JsonToken.END_OBJECT) {
        String name = parser.currentName();
        JsonToken value = parser.nextToken();
        mayFail |= name.equals("error");
        field(name, value, parser);
      }
      if (parser.nextToken() != null) {
        throw ProviderJson.notJson();
      }
      JsonTree json = mayFail ? JsonTree.read(body) : null;
      if (json != null && Failures.isTold(json.get("error"))) {
        throw new DialectException(Failures.inAnswer(json));
      }
    } catch (IOException e) {
      throw ProviderJson.notJson();
    }
  }

  private void field(String name, JsonToken value, JsonParser parser) throws IOException {
    if (name.equals("embeddings") && value == JsonToken.START_ARRAY) {
      while (parser.nextToken() != JsonToken.END_ARRAY) {
        vectors.add(vector(parser));
      }
    } else if (value.isStructStart()) {
      parser.skipChildren();
    } else if (name.equals("model") && value == JsonToken.VALUE_STRING) {
      model = parser.getText();
    } else if (Counts.isCount(name) && value.isNumeric()) {
      counts.putIfAbsent(name, Json.of(parser.getText()));
    }
  }

  private static Vector vector(JsonParser parser) throws IOException {
    if (!parser.isExpectedStartArrayToken()) {
      throw noVector();
    }
    float[] numbers = new float[1_024];
    int length = 0;
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      if (!parser.currentToken().isNumeric()) {
        throw noVector();
      }
      if (length == numbers.length) {
        numbers = Arrays.copyOf(numbers, 2 * length);
      }
      float number = parser.getFloatValue();
      if (!Float.isFinite(number)) {
        throw noVector();
      }
      numbers[length++] = number;
    }
    if (length == 0) {
      throw noVector();
    }
    return Vector.of(Arrays.copyOf(numbers, length));
  }

  private static DialectException noVector() {
    return AnswerProgress.protocol("the provider sent a vector that is no list of numbers");
  }
}
