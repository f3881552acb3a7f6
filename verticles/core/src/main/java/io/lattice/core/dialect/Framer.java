package io.lattice.core.dialect;

import java.util.List;

/** Cuts one answer's bytes into frames, wherever the network cut them. Confined to one stream. */
public interface Framer {

  /**
   * The frames that these bytes complete, in order; often none.
   *
   * @param bytes may be reused by the caller afterwards
   * @throws DialectException with UPSTREAM_PROTOCOL when a frame grows past the limit
   */
  List<WireFrame> push(byte[] bytes, int offset, int length);

  /** The frames that the end of the connection completes. What is incomplete is dropped. */
  List<WireFrame> end();
}
