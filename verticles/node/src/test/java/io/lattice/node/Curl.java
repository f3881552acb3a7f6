package io.lattice.node;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A line for curl, carried out by curl where there is one, and by the JDK's client otherwise. */
final class Curl {

  private static final Pattern POST =
      Pattern.compile(
          "curl (?<url>\\S+) .*-H 'content-type: (?<type>[^']+)'.*-d '(?<body>[^']+)'",
          Pattern.DOTALL);

  private Curl() {}

  /** The body of the answer, whatever its status. */
  static String run(String line) throws IOException, InterruptedException {
    return isInstalled() ? bash(line).text() : post(line);
  }

  private static boolean isInstalled() throws IOException, InterruptedException {
    return bash("command -v curl").code() == 0;
  }

  private static String post(String line) throws IOException, InterruptedException {
    Matcher post = POST.matcher(line);
    if (!post.find()) {
      throw new IllegalArgumentException("no POST by curl: " + line);
    }
    var request =
        HttpRequest.newBuilder(URI.create(post.group("url")))
            .header("content-type", post.group("type"))
            .POST(BodyPublishers.ofString(post.group("body")))
            .build();
    return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
  }

  private static Output bash(String line) throws IOException, InterruptedException {
    var process =
        new ProcessBuilder("bash", "-c", line)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String text = new String(process.getInputStream().readAllBytes(), UTF_8);
    return new Output(process.waitFor(), text);
  }

  private record Output(int code, String text) {}
}
