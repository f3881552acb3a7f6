package io.lattice.core.dialect.openai;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.lattice.api.chat.Bytes;
import io.lattice.core.dialect.AnswerProgress;
import io.lattice.core.dialect.DialectException;
import io.lattice.core.dialect.ErrorReader;
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
 * @param choices what is told of each choice in it
 * @param usage the usage object, or null
 */
record ChunkTap(List<Choice> choices, @Nullable JsonTree usage) {

  /**
   * One choice of the chunk.
   *
   * @param hasContent whether something is said
   * @param finish the provider's word for its end, or null
   * @param isWhole whether it is a message rather than a piece of one
   */
  record Choice(int index, boolean hasContent, @Nullable String finish, boolean isWhole) {}

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
    List<Choice> choices = List.of();
    JsonTree usage = null;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      if (name.equals("choices") && value == JsonToken.START_ARRAY) {
        choices = choices(parser);
      } else if (name.equals("usage") && value == JsonToken.START_OBJECT) {
        usage = piece(parser, chunk);
      } else if (name.equals("error") && value != JsonToken.VALUE_NULL) {
        if (ChunkReader.isError(piece(parser, chunk))) {
          throw new DialectException(ErrorReader.inAnswer(JsonTree.read(chunk)));
        }
      } else {
        parser.skipChildren();
      }
    }
    return new ChunkTap(choices, usage);
  }

  private static List<Choice> choices(JsonParser parser) throws IOException {
    List<Choice> choices = new ArrayList<>(1);
    JsonToken token;
    while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
      if (token != JsonToken.START_OBJECT) {
        throw AnswerProgress.protocol("the provider sent a choice that is no object");
      }
      choices.add(choice(parser, choices.size()));
    }
    return choices;
  }

  private static Choice choice(JsonParser parser, int position) throws IOException {
    int index = position;
    boolean hasContent = false;
    boolean isWhole = false;
    boolean isPiece = false;
    String finish = null;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      JsonToken value = parser.nextToken();
      switch (name) {
        case "index" -> index = value == JsonToken.VALUE_NUMBER_INT ? number(parser) : position;
        case "finish_reason" -> finish = value == JsonToken.VALUE_STRING ? parser.getText() : null;
        case "delta", "message" -> {
          isWhole |= name.equals("message");
          isPiece |= name.equals("delta");
          hasContent |= value == JsonToken.START_OBJECT && saysSomething(parser);
        }
        default -> {
          // Read by nobody here.
        }
      }
      if (parser.currentToken().isStructStart()) {
        parser.skipChildren();
      }
    }
    boolean ends = finish != null && !finish.isEmpty();
    return new Choice(index, hasContent, ends ? finish : null, isWhole && !isPiece);
  }

  /** Whether an object has more than a role and what is empty; leaves the parser at its end. */
  private static boolean saysSomething(JsonParser parser) throws IOException {
    boolean says = false;
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      boolean isRole = parser.currentName().equals("role");
      JsonToken value = parser.nextToken();
      if (value.isStructStart()) {
        says |= skipsSomething(parser);
      } else if (value == JsonToken.VALUE_STRING) {
        says |= !says && !isRole && parser.getTextLength() > 0;
      }
    }
    return says;
  }

  /** Skips a container, and tells whether something was in it. */
  private static boolean skipsSomething(JsonParser parser) throws IOException {
    boolean hasContent = false;
    int open = 1;
    while (open > 0) {
      JsonToken token = parser.nextToken();
      if (token.isStructStart()) {
        open++;
      } else if (token.isStructEnd()) {
        open--;
      }
      hasContent |= open > 0;
    }
    return hasContent;
  }

  private static int number(JsonParser parser) throws IOException {
    return parser.getTextLength() < 10 ? parser.getIntValue() : Integer.MAX_VALUE;
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
