package io.lattice.node.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A configuration folder in the making. */
final class ProofConfig {
  private static final String CAPABILITIES =
      "[text, code, vision, files, tools, parallel_tools, json_object, json_schema, reasoning]";

  private final List<String> settings = new ArrayList<>();
  private final List<String> providers = new ArrayList<>();
  private final List<String> models = new ArrayList<>();

  /** Adds lines to {@code lattice.yaml}, a section of its own. */
  ProofConfig with(String section) {
    settings.add(section);
    return this;
  }

  /** Adds a provider that speaks OpenAI's dialect. */
  ProofConfig provider(String name, URI baseUrl) {
    providers.add(
        "    - {name: %s, kind: openai-compatible, base_url: '%s', credentials: env:PROOF_KEY}"
            .formatted(name, baseUrl));
    return this;
  }

  /** Adds a provider, all of it said. */
  ProofConfig providerAs(String inBraces) {
    providers.add("    - {" + inBraces + "}");
    return this;
  }

  /** Adds a model that runs at these providers, the first being preferred. */
  ProofConfig model(String name, String... at) {
    return model(name, CAPABILITIES, at);
  }

  /** The same of a model that makes vectors and nothing else. */
  ProofConfig embeddings(String name, String... at) {
    return model(name, "[embeddings]", at);
  }

  private ProofConfig model(String name, String capabilities, String... at) {
    models.add(name + ":");
    models.add("  capabilities: " + capabilities);
    models.add("  pricing: {input: 0.001, output: 0.002}");
    models.add("  deployments:");
    Arrays.stream(at)
        .forEach(
            provider ->
                models.add(
                    "    - {provider: %s, priority: %d}"
                        .formatted(provider, Arrays.asList(at).indexOf(provider) + 1)));
    return this;
  }

  /**
   * Writes the files into a folder's {@code config}, where a node in that folder looks for them.
   */
  Path writeTo(Path folder) {
    List<String> lattice = new ArrayList<>(settings);
    lattice.add("orchestrator:");
    lattice.add("  shipped_models: false");
    lattice.add("  providers:");
    lattice.addAll(providers);
    try {
      Path config = Files.createDirectories(folder.resolve("config"));
      Files.write(config.resolve("lattice.yaml"), lattice);
      Files.write(config.resolve("models.yaml"), models);
      return folder;
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }

  /** A port that nobody uses now. */
  static int freePort() {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return free.getLocalPort();
    } catch (IOException problem) {
      throw new UncheckedIOException(problem);
    }
  }
}
