package io.lattice.core.dialect;

import java.util.List;
import java.util.regex.Pattern;

/**
 * Takes out of a provider's message what looks like a credential or names the account, before it is
 * shown, logged or recorded. Errors about keys like to quote them.
 */
public final class Redaction {
  private static final int MAX_LENGTH = 2_048;

  /** Cut before the search, which is then short, and again after it, when no key can be cut. */
  private static final int MAX_SEARCHED = 2 * MAX_LENGTH;

  private static final String MARK = "***";

  /** A replacement keeps its first group, which says what was there. */
  private static final List<Pattern> SECRETS =
      List.of(
          // What stands behind a word that announces it.
          Pattern.compile(
              "((?i:\\b(?:bearer|basic)\\s+|\\bapi[-_ ]?key(?: id)?(?: provided)?\\s*[:=]\\s*))"
                  + "[^\\s,;\"']+"),
          Pattern.compile(
              "((?i:\\b(?:password|secret|token|authorization|subscription-key)\\s*[:=]\\s*))"
                  + "[^\\s,;\"']+"),
          Pattern.compile("(://)[^\\s/@]+@"),
          // The forms in which vendors issue keys.
          Pattern.compile("()\\b(?:sk|pk|rk|xai|gsk|hf)[-_][A-Za-z0-9_*-]{6,}"),
          Pattern.compile("()\\b(?:AKIA|ASIA|AIza)[A-Za-z0-9_*-]{10,}"),
          Pattern.compile("()\\beyJ[A-Za-z0-9_-]{8,}(?:\\.[A-Za-z0-9_-]+)*"),
          Pattern.compile("((?i:\\b(?:org|proj)-))[A-Za-z0-9]{6,}"),
          // Long and neither a word nor an id with dashes: most likely a key of some other form.
          Pattern.compile("()\\b(?=[A-Za-z]*[0-9])(?=[0-9]*[A-Za-z])[A-Za-z0-9+/_]{32,}={0,2}"));

  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]+");

  private Redaction() {}

  /** The message without secrets and control characters, of at most 2,048 characters. */
  public static String of(String message) {
    String text = CONTROL.matcher(cut(message, MAX_SEARCHED)).replaceAll(" ");
    for (Pattern secret : SECRETS) {
      text = secret.matcher(text).replaceAll("$1" + MARK);
    }
    return cut(text, MAX_LENGTH).strip();
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }
}
