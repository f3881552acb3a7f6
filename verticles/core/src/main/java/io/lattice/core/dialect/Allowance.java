package io.lattice.core.dialect;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How much of one rate limit is left, as the headers of a provider's answer tell it. Google, Ollama
 * and DIAL tell nothing, and others tell it of chats only.
 *
 * @param of what is counted: {@code requests}, {@code tokens}, {@code input-tokens} or {@code
 *     output-tokens}
 * @param remaining until the limit is reached
 * @param limit null where it is not told
 */
public record Allowance(String of, long remaining, @Nullable Long limit) {
  private static final List<String> COUNTED =
      List.of("requests", "tokens", "input-tokens", "output-tokens");

  /**
   * What is told, in a fixed order; empty where nothing is.
   *
   * @param header gives the value of a response header by its lower-case name, or null
   */
  public static List<Allowance> of(Function<String, @Nullable String> header) {
    return COUNTED.stream().flatMap(counted -> Stream.ofNullable(of(counted, header))).toList();
  }

  private static @Nullable Allowance of(String of, Function<String, @Nullable String> header) {
    Long remaining = either(header, "x-ratelimit-remaining-" + of, anthropic(of, "remaining"));
    return remaining == null
        ? null
        : new Allowance(
            of, remaining, either(header, "x-ratelimit-limit-" + of, anthropic(of, "limit")));
  }

  private static String anthropic(String of, String what) {
    return "anthropic-ratelimit-%s-%s".formatted(of, what);
  }

  private static @Nullable Long either(
      Function<String, @Nullable String> header, String first, String second) {
    Long number = number(header.apply(first));
    return number == null ? number(header.apply(second)) : number;
  }

  /** Azure says -1 where it does not count. */
  private static @Nullable Long number(@Nullable String text) {
    return text != null && text.matches("\\d{1,18}") ? Long.valueOf(text) : null;
  }
}
