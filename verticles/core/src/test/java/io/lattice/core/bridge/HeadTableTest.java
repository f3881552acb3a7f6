package io.lattice.core.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Heads and framings by which requests are smuggled past a front end, byte for byte. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HeadTableTest {
  private static final String POST =
      "POST /v1/chat/completions HTTP/1.1\\r\\nHost: localhost\\r\\n";
  private final RunningBridge bridge = new RunningBridge();

  @AfterAll
  void stop() {
    bridge.close();
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          no Host                       | 400 | GET / HTTP/1.1\\r\\n\\r\\n
          two Hosts                     | 400 | GET / HTTP/1.1\\r\\nHost: localhost\\r\\nHost: localhost\\r\\n\\r\\n
          an empty Host                 | 400 | GET / HTTP/1.1\\r\\nHost:\\r\\n\\r\\n
          a Host with a path            | 400 | GET / HTTP/1.1\\r\\nHost: a/b\\r\\n\\r\\n
          a Host with a user            | 400 | GET / HTTP/1.1\\r\\nHost: a@b\\r\\n\\r\\n
          a Host of a web page          | 403 | GET / HTTP/1.1\\r\\nHost: 127.evil.example\\r\\n\\r\\n
          another transfer coding       | 400 | POST / HTTP/1.1\\r\\nHost: localhost\\r\\nTransfer-Encoding: xchunked\\r\\n\\r\\n5\\r\\nhello\\r\\n0\\r\\n\\r\\n
          two transfer codings          | 400 | POST / HTTP/1.1\\r\\nHost: localhost\\r\\nTransfer-Encoding: gzip, chunked\\r\\n\\r\\n5\\r\\nhello\\r\\n0\\r\\n\\r\\n
          chunked not last              | 400 | POST / HTTP/1.1\\r\\nHost: localhost\\r\\nTransfer-Encoding: chunked, identity\\r\\n\\r\\n0\\r\\n\\r\\n
          chunked twice                 | 400 | POST / HTTP/1.1\\r\\nHost: localhost\\r\\nTransfer-Encoding: chunked\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n
          identity and chunked          | 400 | POST / HTTP/1.1\\r\\nHost: localhost\\r\\nTransfer-Encoding: identity\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n
          chunked on a folded line      | 400 | POST / HTTP/1.1\\r\\nHost: localhost\\r\\nTransfer-Encoding:\\r\\n chunked\\r\\n\\r\\n0\\r\\n\\r\\n
          chunks in HTTP/1.0            | 400 | POST / HTTP/1.0\\r\\nHost: localhost\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n
          a length and chunks           | 400 | POST / HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: 5\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n\\r\\n
          one length twice              | 400 | POST / HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: 5\\r\\nContent-Length: 5\\r\\n\\r\\nhello
          two lengths                   | 400 | POST / HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: 5\\r\\nContent-Length: 6\\r\\n\\r\\nhello!
          a list of lengths             | 400 | POST / HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: 5, 5\\r\\n\\r\\nhello
          a signed length               | 400 | POST / HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: +5\\r\\n\\r\\nhello
          a negative length             | 400 | POST / HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: -5\\r\\n\\r\\nhello
          a hexadecimal length          | 400 | POST / HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: 0x5\\r\\n\\r\\nhello
          a length past a long          | 400 | POST / HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: 99999999999999999999\\r\\n\\r\\nhello
          a fold after an empty value   | 400 | GET / HTTP/1.1\\r\\nHost: localhost\\r\\nX-A:\\r\\n b\\r\\n\\r\\n
          a fold before any field       | 400 | GET / HTTP/1.1\\r\\n Host: localhost\\r\\n\\r\\n
          a fold in Host                | 400 | GET / HTTP/1.1\\r\\nHost: localhost\\r\\n b\\r\\n\\r\\n
          a space before the colon      | 400 | GET / HTTP/1.1\\r\\nHost : localhost\\r\\n\\r\\n
          a field without a colon       | 400 | GET / HTTP/1.1\\r\\nHost: localhost\\r\\nfoo\\r\\n\\r\\n
          a field without a name        | 400 | GET / HTTP/1.1\\r\\nHost: localhost\\r\\n: x\\r\\n\\r\\n
          a name that is no token       | 400 | GET / HTTP/1.1\\r\\nHost: localhost\\r\\nfo(o: x\\r\\n\\r\\n
          line feeds alone              | 400 | GET / HTTP/1.1\\nHost: localhost\\n\\n
          a carriage return in a value  | 400 | GET / HTTP/1.1\\r\\nHost: localhost\\r\\nX-A: a\\rb\\r\\n\\r\\n
          a null in a value             | 400 | GET / HTTP/1.1\\r\\nHost: localhost\\r\\nX-A: a\\0b\\r\\n\\r\\n
          a control byte in a target    | 400 | GET /a\\1b HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n
          a byte past ASCII in a target | 400 | GET /a\\377b HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n
          a fragment in a target        | 400 | GET /a#b HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n
          a space in a target           | 400 | GET /a b HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n
          an absolute target            | 400 | GET http://localhost/v1/models HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n
          an authority as target        | 400 | CONNECT localhost:80 HTTP/1.1\\r\\nHost: localhost:80\\r\\n\\r\\n
          an asterisk as target         | 400 | OPTIONS * HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n
          a target without a slash      | 400 | GET foo HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n
          no version                    | 400 | GET /\\r\\n\\r\\n
          version 0.9                   | 501 | GET / HTTP/0.9\\r\\nHost: localhost\\r\\n\\r\\n
          version 1.2                   | 501 | GET / HTTP/1.2\\r\\nHost: localhost\\r\\n\\r\\n
          the preface of HTTP/2         | 501 | PRI * HTTP/2.0\\r\\n\\r\\nSM\\r\\n\\r\\n
          another protocol              | 501 | GET / FOO/1.1\\r\\nHost: localhost\\r\\n\\r\\n
          a TLS hello                   | 400 | \\26\\3\\1\\0\\245\\1\\0\\0\\241\\3\\3aaaaaaaaaaaaaaaa\\n
          a control byte before all     | 400 | \\1GET / HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n
          a method that is no token     | 400 | G@T / HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n
          """)
  void refusesAndCloses(String what, int status, String bytes) {
    // given
    int before = bridge.chats().count();
    try (RawClient client = bridge.client()) {
      // when
      String answer = client.send(bytes.translateEscapes()).readToEnd();
      // then
      assertThat(answer).matches("(?s)\\w+/\\d\\.\\d " + status + " .*");
      assertThat(answer.split("\\w+/\\d\\.\\d \\d\\d\\d ", -1)).hasSize(2);
      assertThat(bridge.chats().count()).isEqualTo(before);
    }
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          a chunk's size without a carriage return   | 5\\nhello\\r\\n0\\r\\n\\r\\n
          a chunk's size that is no number           | zz\\r\\nhello\\r\\n0\\r\\n\\r\\n
          a chunk's size with 0x                     | 0x5\\r\\nhello\\r\\n0\\r\\n\\r\\n
          a chunk's size below 0                     | -5\\r\\nhello\\r\\n0\\r\\n\\r\\n
          a chunk's size past an int                 | 100000005\\r\\nhello\\r\\n0\\r\\n\\r\\n
          a chunk longer than its size               | 5\\r\\nhelloXX\\r\\n0\\r\\n\\r\\n
          a line feed in a chunk's extension         | 5;\\nxx\\r\\nhello\\r\\n0\\r\\n\\r\\n
          """)
  void closesOnABodyThatIsFramedWrongly(String what, String body) {
    // given
    int before = bridge.chats().count();
    String head =
        POST + "Content-Type: application/json\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n";
    try (RawClient client = bridge.client()) {
      // when
      String answer = client.send((head + body).translateEscapes()).readToEnd();
      // then
      assertThat(answer).isEmpty();
      assertThat(bridge.chats().count()).isEqualTo(before);
    }
  }
}
