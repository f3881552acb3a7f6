package io.lattice.node.proof;

import io.lattice.core.testing.Script;

/** What upstreams usually stream, as scripts. */
final class OpenAiStreams {
  private OpenAiStreams() {}

  /** The head, the role and some text; not the end. */
  static Script begun(String... texts) {
    Script script = Script.sse().event(OpenAiWire.role());
    for (String text : texts) {
      script = script.event(OpenAiWire.text(text));
    }
    return script;
  }

  /** A complete answer with its usage. */
  static Script complete(String... texts) {
    return begun(texts).event(OpenAiWire.finish("stop")).event(OpenAiWire.usage(5, 7)).done();
  }

  /** A complete answer, not streamed. */
  static Script whole(String text) {
    return Script.json(200, OpenAiWire.answer(text).encode());
  }

  /** A refusal. */
  static Script error(int status, String message) {
    return Script.json(status, OpenAiWire.error(message, null));
  }
}
