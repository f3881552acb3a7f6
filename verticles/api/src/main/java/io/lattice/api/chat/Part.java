package io.lattice.api.chat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One part of a message. A closed set, so that a dialect which cannot say a part must decide what
 * to do about it.
 *
 * <p>{@code extras} are fields of the part that its reader did not know, by name.
 */
public sealed interface Part {

  record Text(String text, Map<String, Json> extras) implements Part {
    public Text {
      Objects.requireNonNull(text, "text");
      extras = Map.copyOf(extras);
    }

    public Text(String text) {
      this(text, Map.of());
    }
  }

  /**
   * @param detail how closely to look, in the provider's word ({@code low}, {@code high}), or null
   */
  record Image(Media media, @Nullable String detail, Map<String, Json> extras) implements Part {
    public Image {
      Objects.requireNonNull(media, "media");
      extras = Map.copyOf(extras);
    }

    public Image(Media media) {
      this(media, null, Map.of());
    }
  }

  record File(Media media, @Nullable String name, Map<String, Json> extras) implements Part {
    public File {
      Objects.requireNonNull(media, "media");
      extras = Map.copyOf(extras);
    }
  }

  /**
   * @param format for example {@code wav} or {@code mp3}
   */
  record Audio(Media media, String format, Map<String, Json> extras) implements Part {
    public Audio {
      Objects.requireNonNull(media, "media");
      Objects.requireNonNull(format, "format");
      extras = Map.copyOf(extras);
    }
  }

  /** The model declined; the text says why. */
  record Refusal(String text) implements Part {
    public Refusal {
      Objects.requireNonNull(text, "text");
    }
  }

  /**
   * What the model thought. With a proof it must be returned unchanged, and only to who issued it.
   *
   * @param text readable reasoning; empty where the provider gives none
   * @param proof null where the provider signs nothing
   */
  record Reasoning(String text, @Nullable Proof proof) implements Part {
    public Reasoning {
      Objects.requireNonNull(text, "text");
    }

    public Reasoning(String text) {
      this(text, null);
    }
  }

  /**
   * The model asks for a tool.
   *
   * @param arguments the model's own text: usually a JSON object, never repaired, perhaps empty
   * @param proof to be returned with the call, or null where the provider signs none
   */
  record ToolCall(
      String id, String name, String arguments, @Nullable Proof proof, Map<String, Json> extras)
      implements Part {
    public ToolCall {
      Objects.requireNonNull(id, "id");
      Objects.requireNonNull(name, "name");
      Objects.requireNonNull(arguments, "arguments");
      extras = Map.copyOf(extras);
    }

    public ToolCall(String id, String name, String arguments) {
      this(id, name, arguments, null, Map.of());
    }
  }

  /** What a tool answered. */
  record ToolResult(String callId, List<Part> content, boolean isError) implements Part {
    public ToolResult {
      Objects.requireNonNull(callId, "callId");
      content = List.copyOf(content);
    }
  }

  /** A part that only one dialect understands, kept as it came. */
  record Opaque(String dialect, Json json) implements Part {
    public Opaque {
      Objects.requireNonNull(dialect, "dialect");
      Objects.requireNonNull(json, "json");
    }
  }
}
