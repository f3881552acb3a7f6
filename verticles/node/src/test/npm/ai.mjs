// What the AI SDK sees of the gateway, through any of its providers.
import { Output, generateText, jsonSchema, stepCountIs, streamText, tool } from 'ai';
import { errorOf, meet, pointSchema, run, weatherParameters } from './checks.mjs';

const weather = tool({
  description: 'The weather in a city',
  inputSchema: jsonSchema(weatherParameters),
});

// Answers by itself, so that the SDK gives the results back and asks again.
const answering = { ...weather, execute: async ({ city }) => `20 C in ${city}` };

const callsOf = (calls) =>
  calls.map((call) => `${call.toolCallId} ${call.toolName} ${JSON.stringify(call.input)}`);

/**
 * @param model makes the provider's model of a name
 * @param wrong the same with a key that nobody has
 */
export async function check(model, wrong) {
  const generate = (name, options) =>
    generateText({ model: model(name), prompt: 'Hi.', maxRetries: 0, ...options });
  const stream = (name, options) =>
    streamText({ model: model(name), prompt: 'Hi.', maxRetries: 0, onError() {}, ...options });

  await run({
    async chat() {
      const answer = await generate('sdk-chat', { system: 'Be brief.', seed: 7 });
      return {
        text: answer.text,
        finish: answer.finishReason,
        tokens: answer.usage.totalTokens,
      };
    },

    async stream() {
      const result = stream('sdk-stream');
      let text = '';
      for await (const delta of result.textStream) text += delta;
      return { text, finish: await result.finishReason, tokens: (await result.usage).totalTokens };
    },

    async tools() {
      const answer = await generate('sdk-tools', { tools: { weather } });
      return { finish: answer.finishReason, calls: callsOf(answer.toolCalls) };
    },

    async toolsStreamed() {
      const result = stream('sdk-tools-stream', { tools: { weather } });
      await result.consumeStream();
      return { finish: await result.finishReason, calls: callsOf(await result.toolCalls) };
    },

    async toolResults() {
      const answer = await generate('sdk-tool-loop', {
        tools: { weather: answering },
        stopWhen: stepCountIs(3),
      });
      return { text: answer.text, steps: answer.steps.length };
    },

    async reasoning() {
      const result = stream('sdk-reasoning');
      return { text: await result.text, thought: await result.reasoningText };
    },

    async tooLong() {
      const answer = await generate('sdk-length');
      return { text: answer.text, finish: answer.finishReason };
    },

    async schema() {
      const answer = await generate('sdk-schema', {
        output: Output.object({ name: 'point', schema: jsonSchema(pointSchema) }),
      });
      return { parsed: answer.output };
    },

    async image() {
      const answer = await generate('sdk-image', {
        prompt: undefined,
        messages: [
          {
            role: 'user',
            content: [
              { type: 'text', text: 'What is this?' },
              { type: 'image', image: 'iVBORw0KGgo=', mediaType: 'image/png' },
            ],
          },
        ],
      });
      return { text: answer.text };
    },

    error400: () => errorOf(() => generate('sdk-400')),
    error401: () =>
      errorOf(() => generateText({ model: wrong('sdk-chat'), prompt: 'Hi.', maxRetries: 0 })),
    error404: () => errorOf(() => generate('no-such-model')),
    error429: () => errorOf(() => generate('sdk-429')),
    error500: () => errorOf(() => generate('sdk-500')),

    async errorInTheStream() {
      let text = '';
      let told = null;
      for await (const part of stream('sdk-cut').fullStream) {
        if (part.type === 'text-delta') text += part.text;
        if (part.type === 'error') told = part.error?.message ?? String(part.error);
      }
      return { text, message: told };
    },

    async abortBeforeTheFirstToken() {
      const controller = new AbortController();
      const failure = errorOf(() =>
        generate('sdk-abort-early', { abortSignal: controller.signal }),
      );
      await meet();
      controller.abort();
      return failure;
    },

    async abortInTheMidstOfTheStream() {
      const controller = new AbortController();
      let text = '';
      const types = new Set();
      const result = stream('sdk-abort-late', { abortSignal: controller.signal });
      for await (const part of result.fullStream) {
        types.add(part.type);
        if (part.type === 'text-delta') text += part.text;
        if (text === 'Hello') controller.abort();
      }
      return { text, aborted: types.has('abort') };
    },
  });
}
