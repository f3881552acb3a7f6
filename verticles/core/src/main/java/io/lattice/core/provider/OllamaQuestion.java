package io.lattice.core.provider;

import io.lattice.api.chat.Bytes;
import io.lattice.config.ProviderSettings;
import io.lattice.core.dialect.ollama.ModelList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which models an Ollama has: those on its disk, and of them those in its memory. */
enum OllamaQuestion implements HealthQuestion {
  PULLED("pulled", "/api/tags"),
  RUNNING("running", "/api/ps");

  private final String word;
  private final String path;

  OllamaQuestion(String word, String path) {
    this.word = word;
    this.path = path;
  }

  @Override
  public String path(ProviderSettings provider) {
    return path;
  }

  @Override
  public Map<String, List<String>> models(Bytes answer) {
    return Map.of(
        word, ModelList.read(answer).models().stream().map(ModelList.Model::name).toList());
  }

  /** Ollama's cloud and what stands before some servers has only the first list. */
  @Override
  public Optional<HealthQuestion> next() {
    return this == PULLED ? Optional.of(RUNNING) : Optional.empty();
  }
}
