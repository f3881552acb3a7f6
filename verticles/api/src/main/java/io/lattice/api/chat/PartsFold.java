package io.lattice.api.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Folds what one choice says into its parts, in the order in which they began. Confined to its
 * user.
 *
 * <p>Text goes on where it last was: calls that come between its pieces do not cut it, while
 * another part, or reasoning, does.
 */
final class PartsFold {

  /** What a part is made of while it is still said. */
  private static final class Growing {
    private final Kind kind;
    private final StringBuilder text = new StringBuilder();
    private int index;
    private String id = "";
    private String name = "";
    private @Nullable Proof proof;
    private Part.@Nullable Opaque opaque;

    Growing(Kind kind) {
      this.kind = kind;
    }

    Part part() {
      return switch (kind) {
        case TEXT -> new Part.Text(text.toString());
        case REASONING -> new Part.Reasoning(text.toString(), proof);
        case REFUSAL -> new Part.Refusal(text.toString());
        case CALL -> new Part.ToolCall(id, name, text.toString(), proof, Map.of());
        case OPAQUE -> Objects.requireNonNull(opaque);
      };
    }
  }

  private enum Kind {
    TEXT,
    REASONING,
    REFUSAL,
    CALL,
    OPAQUE
  }

  private final List<Growing> parts = new ArrayList<>();

  void text(String text) {
    open(Kind.TEXT).text.append(text);
  }

  void refusal(String text) {
    open(Kind.REFUSAL).text.append(text);
  }

  void reasoning(String text) {
    open(Kind.REASONING).text.append(text);
  }

  /** A proof closes the reasoning before it: a model may think several times. */
  void sign(Proof proof) {
    (proof.isEncrypted() ? begin(Kind.REASONING) : open(Kind.REASONING)).proof = proof;
  }

  void call(int index, String id, String name) {
    Growing call = callAt(index);
    call.id = id;
    call.name = name;
  }

  void arguments(int index, String piece) {
    callAt(index).text.append(piece);
  }

  void signCall(int index, Proof proof) {
    callAt(index).proof = proof;
  }

  void opaque(Part.Opaque part) {
    begin(Kind.OPAQUE).opaque = part;
  }

  List<Part> parts() {
    return parts.stream().map(Growing::part).toList();
  }

  /** The part of this kind that is still said, or a new one. */
  private Growing open(Kind kind) {
    for (int i = parts.size() - 1; i >= 0; i--) {
      Growing part = parts.get(i);
      if (part.kind == kind && part.proof == null) {
        return part;
      }
      if (part.kind != Kind.CALL) {
        break;
      }
    }
    return begin(kind);
  }

  private Growing callAt(int index) {
    for (Growing part : parts) {
      if (part.kind == Kind.CALL && part.index == index) {
        return part;
      }
    }
    Growing call = begin(Kind.CALL);
    call.index = index;
    return call;
  }

  private Growing begin(Kind kind) {
    Growing part = new Growing(kind);
    parts.add(part);
    return part;
  }
}
