package io.lattice.core.dialect.gemini;

import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What kind of media stands at an address, told by its ending: Vertex AI insists on knowing. */
final class MediaTypes {
  private static final Map<String, String> BY_ENDING =
      Map.ofEntries(
          Map.entry("png", "image/png"),
          Map.entry("jpg", "image/jpeg"),
          Map.entry("jpeg", "image/jpeg"),
          Map.entry("webp", "image/webp"),
          Map.entry("gif", "image/gif"),
          Map.entry("heic", "image/heic"),
          Map.entry("pdf", "application/pdf"),
          Map.entry("txt", "text/plain"),
          Map.entry("md", "text/markdown"),
          Map.entry("html", "text/html"),
          Map.entry("csv", "text/csv"),
          Map.entry("json", "application/json"),
          Map.entry("mp4", "video/mp4"),
          Map.entry("mov", "video/mov"),
          Map.entry("webm", "video/webm"),
          Map.entry("mp3", "audio/mp3"),
          Map.entry("wav", "audio/wav"),
          Map.entry("flac", "audio/flac"),
          Map.entry("ogg", "audio/ogg"),
          Map.entry("aac", "audio/aac"),
          Map.entry("aiff", "audio/aiff"));

  private MediaTypes() {}

  /** Null where the ending tells nothing. */
  static @Nullable String of(String url) {
    String path = url.replaceFirst("[?#].*", "");
    return BY_ENDING.get(path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
  }

  /** The format of a sound, as others name it. */
  static String audioFormat(String mediaType) {
    String format = mediaType.substring(mediaType.indexOf('/') + 1).replaceFirst("^x-", "");
    return format.equals("mpeg") ? "mp3" : format;
  }
}
