package io.lattice.core.bridge;

import io.lattice.api.chat.Hints;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads the {@code x-lattice-} fields of a request. A hint that is misspelt, malformed or said
 * twice is refused, not ignored: whoever asks for a region must not be answered from another.
 */
final class HintReader implements BiConsumer<String, String> {
  private static final String PREFIX = "x-lattice-";
  private static final int MAX_TAGS = 16;
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9._-]{1,64}");
  private static final Pattern TAG = Pattern.compile("[A-Za-z0-9._:=/-]{1,64}");
  private static final Pattern MILLIS = Pattern.compile("[0-9]{1,9}");

  private static final Map<String, BiConsumer<HintReader, String>> FIELDS =
      Map.of(
          "x-lattice-residency", HintReader::readResidency,
          "x-lattice-tags", HintReader::readTags,
          "x-lattice-timeout-ms", HintReader::readTimeout,
          "x-lattice-strict", HintReader::readStrict);

  private @Nullable String region;
  private List<String> tags = List.of();
  private @Nullable Duration timeout;
  private @Nullable Boolean strict;

  private HintReader() {}

  /**
   * @throws Refusal that names the field
   */
  static Hints read(MultiMap headers) {
    HintReader reader = new HintReader();
    headers.forEach(reader);
    return reader.hints();
  }

  private Hints hints() {
    boolean none = region == null && tags.isEmpty() && timeout == null && strict == null;
    return none ? Hints.NONE : new Hints(region, tags, timeout, Boolean.TRUE.equals(strict));
  }

  @Override
  public void accept(String name, String value) {
    if (!name.regionMatches(true, 0, PREFIX, 0, PREFIX.length())) {
      return;
    }
    BiConsumer<HintReader, String> field = FIELDS.get(name.toLowerCase(Locale.ROOT));
    if (field == null) {
      throw Refusal.invalid(
          "the request has an x-lattice- field that is not known; known are "
              + String.join(", ", FIELDS.keySet().stream().sorted().toList()));
    }
    field.accept(this, value);
  }

  private void readResidency(String value) {
    require(region == null && WORD.matcher(value).matches(), "x-lattice-residency", "one region");
    region = value;
  }

  private void readTags(String value) {
    List<String> read = new ArrayList<>();
    for (String tag : value.split(",", -1)) {
      String trimmed = tag.trim();
      require(
          TAG.matcher(trimmed).matches(),
          "x-lattice-tags",
          "tags between commas, each of up to 64 letters, digits and ._:=/-");
      read.add(trimmed);
    }
    require(
        tags.isEmpty() && read.size() <= MAX_TAGS, "x-lattice-tags", "up to " + MAX_TAGS + " tags");
    tags = read;
  }

  private void readTimeout(String value) {
    require(
        timeout == null && MILLIS.matcher(value).matches() && Integer.parseInt(value) > 0,
        "x-lattice-timeout-ms",
        "a whole number of milliseconds from 1 to 999999999");
    timeout = Duration.ofMillis(Integer.parseInt(value));
  }

  private void readStrict(String value) {
    boolean yes = value.equalsIgnoreCase("true");
    require(
        strict == null && (yes || value.equalsIgnoreCase("false")),
        "x-lattice-strict",
        "true or false");
    strict = yes;
  }

  private static void require(boolean good, String field, String wanted) {
    if (!good) {
      throw Refusal.invalid("the field " + field + " must hold, once, " + wanted);
    }
  }
}
