package io.lattice.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseUrlTest {

  @ParameterizedTest
  @CsvSource({
    "localhost, http://localhost:11434",
    "0.0.0.0, http://127.0.0.1:11434",
    "0.0.0.0:8000, http://127.0.0.1:8000",
    ":8000, http://127.0.0.1:8000",
    "[::]:8000, http://[::1]:8000",
    "gpu-box:11434/, http://gpu-box:11434",
    "https://ollama.com, https://ollama.com",
    "http://gpu-box, http://gpu-box",
    "https://gpu-box:8443/ollama/, https://gpu-box:8443/ollama",
    "http://gpu-box:11434/v1, http://gpu-box:11434",
    "gpu-box/v1/, http://gpu-box:11434",
    "https://ollama.com/api, https://ollama.com",
    "https://gpu-box/ollama/v1/, https://gpu-box/ollama",
    "https://gpu-box/v1/ollama, https://gpu-box/v1/ollama"
  })
  void anOllamaHostBecomesAnAddressThatCanBeCalled(String host, String url) {
    assertThat(parse("ollama", host)).contains(URI.create(url));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://r.openai.azure.com",
        "https://r.openai.azure.com/",
        "https://r.openai.azure.com/openai",
        "https://r.openai.azure.com/openai/v1",
        "https://r.openai.azure.com/openai/v1/",
        "https://r.openai.azure.com/api/projects/mine"
      })
  void anAzureEndpointIsTheResourceAlone(String endpoint) {
    assertThat(parse("azure", endpoint)).contains(URI.create("https://r.openai.azure.com"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "api.openai.com/v1",
        "ftp://api.openai.com",
        "https://",
        "https://user:password@api.openai.com",
        "https://api.openai.com/v1?key=1",
        "https://api.openai.com/#v1",
        "https://api openai.com"
      })
  void anythingElseIsRefused(String url) {
    assertThat(parse("openai", url)).isEmpty();
  }

  private static Optional<URI> parse(String kind, String text) {
    return BaseUrl.of(ProviderKind.of(kind).orElseThrow()).parse().apply(text);
  }
}
