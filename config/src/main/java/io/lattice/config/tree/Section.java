package io.lattice.config.tree;

import io.lattice.config.text.NearestName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One mapping, read key by key. A value that is absent gives the default; one that is wrong is
 * reported and gives the default too, so that reading goes on to the next problem. What was never
 * asked for is unknown, and {@link #build} refuses it. Used by one thread.
 */
public final class Section {

  private final Tree.Mapping mapping;
  private final Report report;
  private final Set<String> known = new LinkedHashSet<>();

  /** Reads a mapping into a report. */
  public Section(Tree.Mapping mapping, Report report) {
    this.mapping = mapping;
    this.report = report;
  }

  /** Where the section begins. */
  public Place place() {
    return mapping.place();
  }

  /** Where a key's value was said, or would be. */
  public Place place(String key) {
    Tree value = mapping.entries().get(key);
    return value == null ? place().key(key, place().line()) : value.place();
  }

  /** Whether the key is there and has a value. */
  public boolean says(String key) {
    return value(key) != null;
  }

  /** Reports a problem with the section itself. */
  public void problem(String message) {
    report.problem(place(), message);
  }

  /** Reports a problem with a key, without showing its value. */
  public void problem(String key, String message) {
    report.problem(place(key), message);
  }

  /** Reports a problem with the value of a key. */
  public void problem(String key, @Nullable String value, String message) {
    report.problem(place(key), value, message);
  }

  /** The value of a key in some form, null when it is absent or wrong. */
  public <T> @Nullable T read(String key, Form<T> form) {
    Tree value = value(key);
    String text = value == null ? null : plain(value, form.must());
    T read = text == null ? null : form.parse().apply(text).orElse(null);
    if (text != null && read == null) {
      problem(key, form.isShown() ? text : null, "must be " + form.must());
    }
    return read;
  }

  /** The value of a key in some form, or a default. */
  public <T> T read(String key, Form<T> form, T otherwise) {
    T read = read(key, form);
    return read == null ? otherwise : read;
  }

  /** A list of words; a single word is a list of one. */
  public List<String> words(String key) {
    Tree value = value(key);
    List<String> words = new ArrayList<>();
    for (Tree item : value == null ? List.<Tree>of() : items(value)) {
      String word = plain(item, "a list of words, such as [one, two]");
      if (word != null && words.contains(word)) {
        report.problem(item.place(), "is in the list twice; keep one");
      } else if (word != null) {
        words.add(word);
      }
    }
    return words;
  }

  /** A mapping from words to text. */
  public Map<String, String> texts(String key) {
    Section section = section(key);
    Map<String, String> texts = new LinkedHashMap<>();
    for (String name : section.mapping.entries().keySet()) {
      String text = section.read(name, Form.TEXT);
      if (text != null) {
        texts.put(name, text);
      }
    }
    return texts;
  }

  /** The section under a key; an empty one when there is none. */
  public Section section(String key) {
    Tree value = value(key);
    if (value != null && !(value instanceof Tree.Mapping)) {
      report.problem(value.place(), "must hold keys and values");
    }
    return new Section(mapping.mapping(key), report);
  }

  /** The sections of a list. */
  public List<Section> sections(String key) {
    Tree value = value(key);
    List<Section> sections = new ArrayList<>();
    for (Tree item : value == null ? List.<Tree>of() : items(value)) {
      if (item instanceof Tree.Mapping entry) {
        sections.add(new Section(entry, report));
      } else {
        report.problem(item.place(), "must be a list of keys and values, each begun with a dash");
      }
    }
    return sections;
  }

  /** All keys of a section whose keys are names, with their sections; nothing here is unknown. */
  public Map<String, Section> named() {
    Map<String, Section> sections = new LinkedHashMap<>();
    for (String name : mapping.entries().keySet()) {
      sections.put(name, section(name));
    }
    return sections;
  }

  /**
   * Refuses unknown keys, then makes the value; what it finds wrong is a problem of the section.
   */
  public <T> T build(Supplier<T> value, T otherwise) {
    refuseUnknown();
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      report.problem(place(), String.valueOf(e.getMessage()));
      return otherwise;
    }
  }

  /** Refuses every key that was not asked for, by name, with the nearest that was. */
  public void refuseUnknown() {
    for (String key : mapping.entries().keySet()) {
      if (!known.contains(key)) {
        problem(key, "is not a known key; " + remedy(key));
      }
    }
  }

  private String remedy(String key) {
    return NearestName.of(key, known)
        .map(near -> "did you mean '" + near + "'?")
        .orElse("known here: " + String.join(", ", known));
  }

  private @Nullable Tree value(String key) {
    known.add(key);
    report.asked(key);
    Tree value = mapping.entries().get(key);
    return value instanceof Tree.Scalar scalar && scalar.text() == null ? null : value;
  }

  private static List<Tree> items(Tree value) {
    return value instanceof Tree.Sequence sequence ? sequence.items() : List.of(value);
  }

  private @Nullable String plain(Tree value, String form) {
    if (value instanceof Tree.Scalar scalar && scalar.text() != null && !scalar.text().isBlank()) {
      return scalar.text().strip();
    }
    report.problem(value.place(), "must be " + form);
    return null;
  }
}
