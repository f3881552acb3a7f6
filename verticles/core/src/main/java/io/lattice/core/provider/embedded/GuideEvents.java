package io.lattice.core.provider.embedded;

import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ChatEvent.ChoiceFinished;
import io.lattice.api.chat.ChatEvent.CitationAdded;
import io.lattice.api.chat.ChatEvent.MessageEnded;
import io.lattice.api.chat.ChatEvent.MessageStarted;
import io.lattice.api.chat.ChatEvent.TextDelta;
import io.lattice.api.chat.ChatEvent.UsageReported;
import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.Citation;
import io.lattice.api.chat.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An answer as it is streamed: word by word, so that it is seen to arrive, with a citation after
 * each passage. Tokens are counted as {@link Words} and said to be estimated.
 */
final class GuideEvents {
  private static final int CHOICE = 0;

  private final GuideAnswer answer;
  private final AnswerLimit limit;
  private final List<ChatEvent> events = new ArrayList<>();
  private long words;

  private GuideEvents(GuideAnswer answer, AnswerLimit limit) {
    this.answer = answer;
    this.limit = limit;
  }

  /**
   * @param request tells where the answer is cut, and what went in
   * @param id the answer's
   * @param created seconds since the epoch
   */
  static List<ChatEvent> of(GuideAnswer answer, ChatRequest request, String id, long created) {
    var limit = AnswerLimit.of(answer.text(), request.stop(), request.maxOutputTokens());
    var fold = new GuideEvents(answer, limit);
    fold.events.add(new MessageStarted(id, EmbeddedGuide.MODEL, created, Map.of()));
    fold.addText();
    fold.addEnd(Words.count(request));
    return List.copyOf(fold.events);
  }

  private void addText() {
    int start = 0;
    for (GuideAnswer.Block block : answer.blocks()) {
      if (start >= limit.length()) {
        return;
      }
      addBlock(block, start);
      start += block.text().length() + GuideAnswer.GAP.length();
    }
  }

  private void addBlock(GuideAnswer.Block block, int start) {
    String text = answer.text();
    int end = start + block.text().length();
    int withGap = Math.min(end + GuideAnswer.GAP.length(), limit.length());
    for (String word : Words.split(text.substring(start, withGap))) {
      events.add(new TextDelta(CHOICE, word));
      words++;
    }
    Passage quoted = block.quoted();
    if (quoted != null) {
      events.add(new CitationAdded(CHOICE, cited(quoted, start, Math.min(end, limit.length()))));
    }
  }

  private static Citation cited(Passage passage, int start, int end) {
    return new Citation(passage.source(), passage.heading(), start, end);
  }

  private void addEnd(long wordsIn) {
    events.add(new UsageReported(Usage.estimated(wordsIn, words)));
    events.add(
        new ChoiceFinished(CHOICE, limit.reason(), limit.reason().name().toLowerCase(Locale.ROOT)));
    events.add(new MessageEnded());
  }
}
