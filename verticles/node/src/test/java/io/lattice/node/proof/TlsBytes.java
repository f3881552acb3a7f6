package io.lattice.node.proof;

/** Pieces of TLS that no current library would write. */
final class TlsBytes {
  /** A handshake record in which a server chooses TLS 1.0 and RSA with AES-128. */
  static final byte[] SERVER_HELLO_1_0 = serverHello();

  private TlsBytes() {}

  private static byte[] serverHello() {
    byte[] record = new byte[5 + 4 + 2 + 32 + 1 + 2 + 1];
    int random = 32;
    int body = 2 + random + 1 + 2 + 1;
    byte[] head = {22, 3, 1, 0, (byte) (4 + body), 2, 0, 0, (byte) body, 3, 1};
    System.arraycopy(head, 0, record, 0, head.length);
    // After the random bytes and an empty session id.
    record[head.length + random + 2] = 0x2f;
    return record;
  }
}
