package io.lattice.config.tree;

import static org.assertj.core.api.Assertions.assertThat;

import io.lattice.config.Problem;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SectionTest {

  private final Report report = new Report();

  @Test
  void readsEveryForm() {
    Section section =
        section("text: a b\nflag: true\nnumber: 1_000\nprice: 0.002\ntime: 5 m\nsize: 1 KiB\n");

    assertThat(section.read("text", Form.TEXT)).isEqualTo("a b");
    assertThat(section.read("flag", Form.FLAG)).isTrue();
    assertThat(section.read("number", Form.integer(0, 2_000))).isEqualTo(1_000);
    assertThat(section.read("price", Form.DECIMAL)).isEqualTo(new BigDecimal("0.002"));
    assertThat(section.read("time", Form.DURATION)).isEqualTo(Duration.ofMinutes(5));
    assertThat(section.read("size", Form.size(1))).isEqualTo(1_024);
    assertThat(section.build(() -> "made", "default")).isEqualTo("made");
    assertThat(report.problems()).isEmpty();
  }

  @Test
  void givesTheDefaultForWhatIsAbsentEmptyOrWrong() {
    Section section = section("empty:\nwrong: seven\n");

    assertThat(section.read("absent", Form.integer(0, 9), 7)).isEqualTo(7);
    assertThat(section.read("empty", Form.integer(0, 9), 7)).isEqualTo(7);
    assertThat(section.read("wrong", Form.integer(0, 9), 7)).isEqualTo(7);
    assertThat(report.problems())
        .containsExactly(
            new Problem("f", "wrong", 2, "seven", "must be a whole number from 0 to 9"));
  }

  @Test
  void saysWhatAValueMustBe() {
    Section section = section("flag: yes\ntime: 30\nsize: 5\nnone: 0 s\nprice: -1\nlist: {a: 1}\n");

    section.read("flag", Form.FLAG);
    section.read("time", Form.DURATION);
    section.read("size", Form.size(1_024));
    section.read("none", Form.DURATION);
    section.read("price", Form.DECIMAL);
    section.words("list");

    assertThat(report.problems())
        .extracting(Problem::toString)
        .containsExactly(
            "f:1: flag 'yes' must be true or false",
            "f:2: time '30' must be a whole number and a unit, such as 100 ms, 30 s, 5 m or 1 h,"
                + " longer than nothing",
            "f:3: size '5' must be a whole number and a unit, such as 512 B, 256 KiB or 20 MiB,"
                + " from 1 KiB to less than 2 GiB",
            "f:4: none '0 s' must be a whole number and a unit, such as 100 ms, 30 s, 5 m or 1 h,"
                + " longer than nothing",
            "f:5: price '-1' must be a number that is not negative, such as 0.002",
            "f:6: list must be a list of words, such as [one, two]");
  }

  @Test
  void refusesUnknownKeysWithTheNearestKnownOne() {
    Section section = section("prot: 1\ntemperature: 2\n");
    section.read("port", Form.integer(0, 9));
    section.read("host", Form.TEXT);

    section.refuseUnknown();

    assertThat(report.problems())
        .extracting(Problem::toString)
        .containsExactly(
            "f:1: prot is not a known key; did you mean 'port'?",
            "f:2: temperature is not a known key; known here: port, host");
  }

  @Test
  void turnsWhatARecordRefusesIntoAProblemOfTheSection() {
    Section section = section("a:\n  b: 1\n").section("a");
    section.read("b", Form.TEXT);

    String made =
        section.build(
            () -> {
              throw new IllegalArgumentException("b must be less than c");
            },
            "default");

    assertThat(made).isEqualTo("default");
    assertThat(report.problems())
        .containsExactly(new Problem("f", "a", 1, null, "b must be less than c"));
  }

  @Test
  void readsListsOfWordsAndOfSections() {
    Section section = section("one: a\nmany: [a, b]\nparts:\n  - x: 1\n  - x: 2\n");

    assertThat(section.words("one")).containsExactly("a");
    assertThat(section.words("many")).containsExactly("a", "b");
    List<Section> parts = section.sections("parts");
    assertThat(parts).extracting(part -> part.read("x", Form.TEXT)).containsExactly("1", "2");
  }

  private Section section(String text) {
    return new Section(YamlTree.parse("f", text, report), report);
  }
}
