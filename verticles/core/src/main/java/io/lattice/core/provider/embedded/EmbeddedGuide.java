package io.lattice.core.provider.embedded;

import io.lattice.api.chat.ChatEvent;
import io.lattice.api.chat.ChatRequest;
import io.lattice.api.chat.Message;
import io.lattice.api.chat.Role;
import java.util.List;

/**
 * The model {@value #MODEL}: needs no key and no network, and quotes the documentation. Immutable
 * and thread-safe, so that one serves every event loop.
 */
public final class EmbeddedGuide {
  public static final String MODEL = "lattice-guide";

  private static final int MOST_PASSAGES = 3;

  /** A passage that fits half as well as the best one is quoted too. */
  private static final float WORTH_QUOTING = 0.5f;

  private final GuideIndex index;

  EmbeddedGuide(GuideIndex index) {
    this.index = index;
  }

  /**
   * Reads and indexes the documentation, and answers the example questions once, so that the first
   * caller does not wait for classes to load. Takes some hundred milliseconds in a new JVM: not on
   * an event loop.
   *
   * @throws IllegalStateException where the documentation is not on the class path
   */
  public static EmbeddedGuide load() {
    var guide = new EmbeddedGuide(GuideIndex.of(GuideDocuments.passages()));
    GuideAnswer.EXAMPLES.forEach(
        question -> guide.answer(ChatRequest.of(MODEL, question), "warm-up", 0));
    return guide;
  }

  /**
   * The whole answer, at once: a few hundred events, made without blocking in a fraction of a
   * millisecond, or two for a question of 1 MiB. Looks up the text of the last user message;
   * whatever else the request has is named as unused. Honours stop sequences and the limit of
   * output tokens. The same request has the same answer, always.
   *
   * @param id the answer's
   * @param createdEpochSecond seconds since the epoch
   */
  public List<ChatEvent> answer(ChatRequest request, String id, long createdEpochSecond) {
    GuideAnswer answer = answerTo(questionOf(request)).without(Unused.in(request));
    return GuideEvents.of(answer, request, id, createdEpochSecond);
  }

  GuideAnswer answerTo(String question) {
    if (!index.canLookUp(question)) {
      return GuideAnswer.introduction();
    }
    List<RankedPassage> found = index.find(question, MOST_PASSAGES);
    return found.isEmpty()
        ? GuideAnswer.nothingFound(index.topics())
        : GuideAnswer.quoting(worthQuoting(found));
  }

  private static List<Passage> worthQuoting(List<RankedPassage> found) {
    float enough = found.get(0).score() * WORTH_QUOTING;
    return found.stream()
        .filter(ranked -> ranked.score() >= enough)
        .map(RankedPassage::passage)
        .toList();
  }

  private static String questionOf(ChatRequest request) {
    return request.messages().stream()
        .filter(message -> message.role() == Role.USER)
        .reduce((earlier, later) -> later)
        .map(Message::text)
        .orElse("");
  }
}
