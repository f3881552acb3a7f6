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
 * first estimate, on another thread, and until it is there texts are counted by their length.
 */
public final class Tokenizer implements TokenEstimate {
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
    loaded = new SampledEstimate(text -> encoding.countTokensOrdinary(text.toString()));
  }
}
