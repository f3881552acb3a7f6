package io.lattice.api.chat;

import java.util.Objects;

/** Where the bytes of an image, a file or a sound are. */
public sealed interface Media {

  /** At an address that the provider fetches itself. */
  record Link(String url) implements Media {
    public Link {
      Objects.requireNonNull(url, "url");
    }
  }

  /**
   * In the message, base64-encoded.
   *
   * @param mediaType for example {@code image/png}
   * @param base64 the bytes in standard base64 without line breaks or a {@code data:} prefix
   */
  record Inline(String mediaType, String base64) implements Media {
    public Inline {
      Objects.requireNonNull(mediaType, "mediaType");
      Objects.requireNonNull(base64, "base64");
    }
  }

  /** Uploaded to the provider before; meaningful only to the provider that issued the id. */
  record Uploaded(String fileId) implements Media {
    public Uploaded {
      Objects.requireNonNull(fileId, "fileId");
    }
  }
}
