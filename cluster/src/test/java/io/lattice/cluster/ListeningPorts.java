package io.lattice.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a process listens for connections or datagrams, read from Linux's {@code /proc}. */
final class ListeningPorts {

  private static final String TCP_LISTEN = "0A";

  /** Four little-endian bytes, alone or as the end of an IPv6 address, and IPv6's own. */
  private static final List<String> LOOPBACK =
      List.of("0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000");

  private ListeningPorts() {}

  /** Addresses in the kernel's hexadecimal form, host:port. */
  static List<String> of(long pid) throws IOException {
    Set<String> inodes = inodes(pid);
    try (Stream<String> files = Stream.of("tcp", "tcp6", "udp", "udp6")) {
      return files
          .flatMap(file -> rows(Path.of("/proc", Long.toString(pid), "net", file), file))
          .filter(row -> inodes.contains(row[9]))
          .map(row -> row[1])
          .toList();
    }
  }

  static boolean isLoopback(String address) {
    return LOOPBACK.contains(address.substring(0, address.indexOf(':')));
  }

  private static Stream<String[]> rows(Path table, String protocol) {
    try {
      return Files.readAllLines(table).stream()
          .skip(1)
          .map(row -> row.strip().split("\\s+"))
          .filter(row -> protocol.startsWith("udp") || row[3].equals(TCP_LISTEN));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Set<String> inodes(long pid) throws IOException {
    try (Stream<Path> open = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
      return open.map(ListeningPorts::target)
          .filter(target -> target.startsWith("socket:["))
          .map(target -> target.substring("socket:[".length(), target.length() - 1))
          .collect(Collectors.toSet());
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (NoSuchFileException closedMeanwhile) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
