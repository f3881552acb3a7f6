package io.lattice.core.usage;

import com.knuddels.jtokkit.Encodings;
import com.knuddels.jtokkit.api.Encoding;
import com.knuddels.jtokkit.api.EncodingType;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Counts by {@code o200k_base}, the encoding of OpenAI's models since GPT-4o; other models' own are
 * within some ten percent of it for English and code. Thread-safe; made once a node.
 *
 * <p>Its table takes half a second and some 30 MB, and most nodes never need it: it is read at the
 * first estimate, on another thread, and until it is there texts are counted by their length. What
 * counts by it is practised there too: until it is compiled it takes a hundred times as long, which
 * no event loop has.
 */
public final class Tokenizer implements TokenEstimate {
  private static final int ROUNDS = 200;

  /** Some of everything that a tokenizer takes a way of its own for. */
  private static final String PRACTICE =
      "A cluster runs, doesn't it? 42 nodes; 3.14159\n\tif (x != null) { return \"%s\"; }\n"
          + "größer, être, 日本語の文章, Привет, 🙂 "
          + "pneumonoultramicroscopicsilicovolcanoconiosis ".repeat(2)
          + "qzxjvkwp".repeat(16);

  private final Executor aside;
  private final AtomicBoolean asked = new AtomicBoolean();
  private volatile @Nullable TokenEstimate loaded;

  /**
   * @param aside where the table is read, once
   */
  public Tokenizer(Executor aside) {
    this.aside = aside;
  }

  @Override
  public long tokens(CharSequence text) {
    TokenEstimate exact = loaded;
    if (exact != null) {
      return exact.tokens(text);
    }
    if (asked.compareAndSet(false, true)) {
      aside.execute(this::load);
    }
    return BY_LENGTH.tokens(text);
  }

  private void load() {
    Encoding encoding = Encodings.newLazyEncodingRegistry().getEncoding(EncodingType.O200K_BASE);
    TokenEstimate exact =
        new SampledEstimate(text -> encoding.countTokensOrdinary(text.toString()));
    String practice = PRACTICE.repeat(SampledEstimate.WHOLE / PRACTICE.length());
    for (int i = 0; i < ROUNDS; i++) {
      exact.tokens(practice);
    }
    loaded = exact;
  }
}
