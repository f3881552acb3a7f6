package io.lattice.core.provider.embedded;

import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.Message;
import java.util.ArrayList;
import java.util.List;

/**
 * Text as words. A word is a run of characters and the white space after it; it is the piece in
 * which the guide streams, and what it counts as one token.
 */
final class Words {
  private Words() {}

  /** Pieces that join to the text again; white space at its beginning is a piece of its own. */
  static List<String> split(String text) {
    var pieces = new ArrayList<String>();
    int start = 0;
    while (start < text.length()) {
      int end = end(text, start);
      pieces.add(text.substring(start, end));
      start = end;
    }
    return pieces;
  }

  static long count(String text) {
    long words = 0;
    for (int start = 0; start < text.length(); start = end(text, start)) {
      words++;
    }
    return words;
  }

  /** The words of every message's text. */
  static long count(ChatRequest request) {
    return request.messages().stream().map(Message::text).mapToLong(Words::count).sum();
  }

  private static int end(String text, int start) {
    int end = start;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    while (end < text.length() && Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    return end;
  }
}
