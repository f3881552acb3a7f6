package io.lattice.api.chat;

/** What a request needs of a model. The names are those of the registry's capabilities. */
public enum Need {
  VISION,
  FILES,
  AUDIO,
  TOOLS,
  JSON_OBJECT,
  JSON_SCHEMA,
  LOGPROBS,
  EMBEDDINGS
}
