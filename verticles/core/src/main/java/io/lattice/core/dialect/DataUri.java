package io.lattice.core.dialect;

import io.lattice.api.chat.Media;

/** Media inside of a message, as this dialect writes them: {@code data:image/png;base64,...}. */
public final class DataUri {
  private static final String SCHEME = "data:";
  private static final String BASE64 = ";base64,";

  private DataUri() {}

  public static boolean is(String url) {
    return url.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
  }

  /** Inline media where the address holds them in base64, else a link to it. */
  public static Media media(String url) {
    int comma = is(url) ? url.indexOf(',') : -1;
    int mark = comma - BASE64.length() + 1;
    if (mark <= SCHEME.length() || !url.startsWith(BASE64, mark)) {
      return new Media.Link(url);
    }
    return new Media.Inline(url.substring(SCHEME.length(), mark), url.substring(comma + 1));
  }

  public static String of(Media.Inline media) {
    return SCHEME + media.mediaType() + BASE64 + media.base64();
  }
}
