package io.lattice.core.dialect;

import io.lattice.api.chat.Bytes;
import io.lattice.api.chat.ErrorKind;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** Takes everything until the connection's end as one frame. */
public final class WholeFramer implements Framer {
  private final int maxFrameBytes;
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  public WholeFramer(int maxFrameBytes) {
    this.maxFrameBytes = maxFrameBytes;
  }

  @Override
  public List<WireFrame> push(byte[] bytes, int offset, int length) {
    if ((long) body.size() + length > maxFrameBytes) {
      throw new DialectException(
          ErrorKind.UPSTREAM_PROTOCOL,
          "the provider sent a body of more than " + maxFrameBytes + " bytes");
    }
    body.write(bytes, offset, length);
    return List.of();
  }

  @Override
  public List<WireFrame> end() {
    return List.of(new WireFrame(null, Bytes.wrap(body.toByteArray())));
  }
}
