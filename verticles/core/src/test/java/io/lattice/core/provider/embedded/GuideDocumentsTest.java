package io.lattice.core.provider.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.api.chat.ErrorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class GuideDocumentsTest {
  private static final Path DOCS = Path.of(System.getProperty("lattice.root", "."), "docs");
  private static final Pattern LINK = Pattern.compile("\\]\\(([a-z-]+\\.md)(?:#([^)]+))?\\)");
  private static final List<Passage> PASSAGES = GuideDocuments.passages();

  @Test
  void readsEveryDocumentOfTheFolder() throws IOException {
    // given
    List<String> files;
    try (Stream<Path> all = Files.list(DOCS)) {
      files =
          all.map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".md") && !name.equals("README.md"))
              .toList();
    }

    // when
    List<String> names = GuideDocuments.names();

    // then
    assertThat(names).hasSizeGreaterThan(5).containsExactlyInAnyOrderElementsOf(files);
  }

  @Test
  void hasOneCopyOfTheDocumentation() throws IOException {
    // given
    String file = Files.readString(DOCS.resolve("http.md"));

    // when
    List<Passage> passages = PassageReader.read("http.md", file);

    // then
    assertThat(PASSAGES).containsAll(passages);
  }

  @Test
  void hasPassagesShortEnoughToQuote() {
    // when
    List<String> tooLong =
        PASSAGES.stream()
            .filter(passage -> passage.text().length() > 1_500)
            .map(Passage::source)
            .toList();

    // then
    assertThat(tooLong).isEmpty();
  }

  @Test
  void namesEveryPassageOnce() {
    // when
    List<String> sources = PASSAGES.stream().map(Passage::source).toList();

    // then
    assertThat(sources).doesNotHaveDuplicates();
  }

  @Test
  void linksOnlyToWhatExists() {
    // given
    Set<String> anchors = PASSAGES.stream().map(Passage::source).collect(Collectors.toSet());

    // when
    List<String> broken =
        PASSAGES.stream()
            .flatMap(passage -> LINK.matcher(passage.text()).results())
            .filter(
                link ->
                    !GuideDocuments.names().contains(link.group(1))
                        || (link.group(2) != null
                            && !anchors.contains("docs/" + link.group(1) + "#" + link.group(2))))
            .map(link -> link.group())
            .toList();

    // then
    assertThat(broken).isEmpty();
  }

  @Test
  void listsEveryKindOfErrorWithItsStatus() throws IOException {
    // given
    String errors = Files.readString(DOCS.resolve("errors.md"));

    // when
    List<String> missing =
        Arrays.stream(ErrorKind.values())
            .map(kind -> "| `" + kind + "` | " + kind.httpStatus() + " |")
            .filter(row -> !errors.contains(row))
            .toList();

    // then
    assertThat(missing).isEmpty();
  }

  @Test
  void saysOfNoErrorThatMayBeTriedAgainThatItMayNot() throws IOException {
    // given
    List<String> lines = Files.readAllLines(DOCS.resolve("errors.md"));

    // when
    List<ErrorKind> contradicted =
        Arrays.stream(ErrorKind.values())
            .filter(kind -> kind.recovery() != ErrorKind.Recovery.NONE)
            .filter(
                kind ->
                    lines.stream()
                        .filter(line -> line.startsWith("| `" + kind + "`"))
                        .noneMatch(line -> line.contains("deployment") || line.contains("next")))
            .toList();

    // then
    assertThat(contradicted).isEmpty();
  }
}
