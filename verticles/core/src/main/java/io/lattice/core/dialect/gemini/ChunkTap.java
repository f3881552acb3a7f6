package io.lattice.core.dialect.gemini;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.lattice.api.chat.Bytes;
import io.lattice.core.dialect.AnswerProgress;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.JsonTree;
import io.lattice.core.dialect.ProviderJson;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What must be known of a chunk that is passed on as it is, found in one pass over its bytes: its
 * usage, which choices finish, whether anything is said in it. Text is skipped, not read.
 *
 * @param candidates what is told of each choice in it
 * @param usage the usage object, or null
 * @param feedback why the prompt has no answer, or null
 */
record ChunkTap(List<Candidate> candidates, @Nullable JsonTree usage, @Nullable JsonTree feedback) {

  /**
   * One choice of the chunk.
   *
   * @param hasContent whether something is said
   * @param callsTools whether a tool is called
   * @param finish the provider's word for its end, or null
   */
  record Candidate(int index, boolean hasContent, boolean callsTools, @Nullable String finish) {}

  /**
   * Reads a chunk.
   *
   * @throws DialectException where it tells a failure, or is not what a chunk can be
   */
  static ChunkTap of(Bytes chunk) {
    try (JsonParser parser = ProviderJson.parser(chunk)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        throw AnswerProgress.protocol("the provider sent JSON that is no object");
      }
      ChunkTap tap = read(parser, chunk);
      if (parser.nextToken() != null) {
        throw ProviderJson.notJson();
      }
      return tap;
    } catch (IOException e) {
      throw ProviderJson.notJson();
    }
  }

  private static ChunkTap read(JsonParser parser, Bytes chunk) throws IOException {
    List<Candidate> candidates = List.of();
    JsonTree usage = null;
    JsonTree feedback = null;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("candidates") && value == JsonToken.START_ARRAY) {
        candidates = candidates(parser);
      } else if (name.equals("usageMetadata") && value == JsonToken.START_OBJECT) {
        usage = piece(parser, chunk);
      } else if (name.equals("promptFeedback") && value == JsonToken.START_OBJECT) {
        feedback = piece(parser, chunk);
      } else if (name.equals("error") && value != JsonToken.VALUE_NULL) {
        throw new DialectException(GoogleError.inAnswer(JsonTree.read(chunk)));
      } else {
        parser.skipChildren();
      }
    }
    return new ChunkTap(candidates, usage, feedback);
  }

  private static List<Candidate> candidates(JsonParser parser) throws IOException {
    List<Candidate> candidates = new ArrayList<>(1);
    JsonToken token;
    while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
      if (token != JsonToken.START_OBJECT) {
        throw AnswerProgress.protocol("the provider sent a candidate that is no object");
      }
      candidates.add(new CandidateTap(parser, candidates.size()).read());
    }
    return candidates;
  }

  /** A value that is read in full. */
  private static JsonTree piece(JsonParser parser, Bytes chunk) throws IOException {
    int start = (int) parser.currentTokenLocation().getByteOffset();
    parser.skipChildren();
    parser.finishToken();
    int end = (int) parser.currentLocation().getByteOffset();
    return JsonTree.read(Bytes.wrap(Arrays.copyOfRange(chunk.array(), start, end)));
  }
}
