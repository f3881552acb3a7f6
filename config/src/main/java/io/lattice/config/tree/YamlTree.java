package io.lattice.config.tree;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.composer.ComposerException;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.reader.ReaderException;

/**
 * Reads YAML into a tree with lines. Only text is taken from it, so {@code no} is a word and {@code
 * 2024-10-21} is not a time; no Java type can be named by a file.
 */
public final class YamlTree {

  /** Far more than any configuration has, far less than an alias that repeats itself makes. */
  private static final int MOST_NODES = 200_000;

  private static final int DEEPEST = 50;

  private final Report report;
  private int nodes;

  private YamlTree(Report report) {
    this.report = report;
  }

  /** Reads a file's text; what cannot be read is reported and left out. */
  public static Tree.Mapping parse(String file, String text, Report report) {
    Place top = new Place(file, "", null);
    try {
      Node root = new Yaml(new LoaderOptions()).compose(new StringReader(text));
      Tree tree = root == null ? Tree.Mapping.empty(top) : new YamlTree(report).tree(root, top, 0);
      if (tree instanceof Tree.Mapping mapping) {
        return mapping;
      }
      if (!(tree instanceof Tree.Scalar nothing && nothing.text() == null)) {
        report.problem(top, "must hold keys and values at its top");
      }
    } catch (MarkedYAMLException e) {
      Place place = new Place(file, "", line(e.getProblemMark()));
      report.problem(place, "is not YAML: " + reason(e));
    } catch (ReaderException e) {
      report.problem(top, "is not YAML: it holds a character that YAML does not allow");
    } catch (YAMLException e) {
      report.problem(top, "is too large or too deep; an anchor may be used too often or by itself");
    }
    return Tree.Mapping.empty(top);
  }

  /** The parser's own words, except where they quote the file: that may be a secret. */
  private static String reason(MarkedYAMLException e) {
    return e instanceof ComposerException
        ? "there is a second document, or * before a word; put quotes around the word"
        : String.valueOf(e.getProblem());
  }

  private Tree tree(Node node, Place place, int depth) {
    if (++nodes > MOST_NODES || depth > DEEPEST) {
      throw new YAMLException("too large");
    }
    if (node instanceof MappingNode mapping) {
      return mapping(mapping, place, depth);
    }
    if (node instanceof SequenceNode sequence) {
      return sequence(sequence, place, depth);
    }
    ScalarNode scalar = (ScalarNode) node;
    return new Tree.Scalar(place, scalar.getTag().equals(Tag.NULL) ? null : scalar.getValue());
  }

  private Tree.Sequence sequence(SequenceNode node, Place place, int depth) {
    List<Tree> items = new ArrayList<>();
    for (Node item : node.getValue()) {
      items.add(tree(item, place.item(items.size(), line(item.getStartMark())), depth + 1));
    }
    return new Tree.Sequence(place, items);
  }

  private Tree.Mapping mapping(MappingNode node, Place place, int depth) {
    Map<String, Tree> entries = new LinkedHashMap<>();
    for (NodeTuple tuple : node.getValue()) {
      Integer line = line(tuple.getKeyNode().getStartMark());
      if (!(tuple.getKeyNode() instanceof ScalarNode keyNode)) {
        report.problem(place.key("?", line), "a key must be a plain word");
        continue;
      }
      Place at = place.key(keyNode.getValue(), line);
      Tree first =
          entries.putIfAbsent(keyNode.getValue(), tree(tuple.getValueNode(), at, depth + 1));
      if (first != null) {
        report.problem(at, "is said twice, first in line " + first.place().line() + "; keep one");
      }
    }
    return new Tree.Mapping(place, entries);
  }

  private static Integer line(Mark mark) {
    return mark.getLine() + 1;
  }
}
