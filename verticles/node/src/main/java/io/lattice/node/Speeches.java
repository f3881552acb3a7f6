package io.lattice.node;

import io.lattice.api.stream.ChatOpener;
import io.lattice.config.LatticeConfig;
import io.lattice.core.bridge.Face;
import io.lattice.core.bridge.PlainChat;
import io.lattice.core.bridge.PlainEmbeddings;
import io.lattice.core.dialect.Dialect;
import io.lattice.core.dialect.EmbeddingSpeech;
import io.lattice.core.dialect.openai.EmbeddingOpenAiSpeech;
import io.lattice.core.dialect.openai.OpenAiDialect;
import io.lattice.core.dialect.openai.OpenAiFlavor;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * What callers of a node may speak, at its bridge and on the bus.
 *
 * @param chat in which chats are asked for
 * @param embeddings in which vectors are
 */
record Speeches(Dialect chat, EmbeddingSpeech embeddings) {

  static Speeches of(LatticeConfig config) {
    return new Speeches(
        OpenAiDialect.of(OpenAiFlavor.OPENAI).withLimits(Options.json(config)),
        new EmbeddingOpenAiSpeech(Options.json(config), Options.embeddings(config)));
  }

  Map<String, Dialect> dialects() {
    return Map.of(chat.name(), chat);
  }

  List<Face> faces() {
    return List.of(
        Face.at("/v1/chat/completions", chat), Face.vectorsAt("/v1/embeddings", chat, embeddings));
  }

  PlainChat plainChat(ChatOpener opener, Supplier<String> ids, InstantSource clock) {
    return new PlainChat(chat, opener, ids, clock);
  }

  PlainEmbeddings plainEmbeddings(ChatOpener opener, Supplier<String> ids) {
    return new PlainEmbeddings(embeddings, chat, opener, ids);
  }
}
