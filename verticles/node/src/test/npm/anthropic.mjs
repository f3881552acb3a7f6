// Anthropic's official SDK as a client of the gateway's messages, whoever is behind them.
import Anthropic from '@anthropic-ai/sdk';
import { errorOf, run } from './checks.mjs';

const baseURL = process.env.BASE_URL;
const client = new Anthropic({
  baseURL,
  apiKey: process.env.API_KEY,
  maxRetries: 0,
  timeout: 20_000,
});
const ask = (text) => [{ role: 'user', content: text }];
const chat = (params, options) =>
  client.messages.create({ max_tokens: 100, messages: ask('Hi.'), ...params }, options);

const weather = {
  name: 'weather',
  description: 'The weather in a city',
  input_schema: {
    type: 'object',
    properties: { city: { type: 'string' } },
    required: ['city'],
  },
};

const textOf = (message) => message.content.map((block) => block.text ?? '').join('');
const callsOf = (message) =>
  message.content
    .filter((block) => block.type === 'tool_use')
    .map((block) => `${block.id} ${block.name} ${JSON.stringify(block.input)}`);

await run({
  async models() {
    const names = [];
    for await (const model of client.models.list()) names.push(model.id);
    return { names };
  },

  async chat() {
    const message = await chat({ model: 'sdk-chat', system: 'Be brief.', top_k: 3 });
    return {
      text: textOf(message),
      finish: message.stop_reason,
      input: message.usage.input_tokens,
      output: message.usage.output_tokens,
      requestId: message._request_id,
    };
  },

  async stream() {
    const stream = client.messages.stream({
      model: 'sdk-stream',
      max_tokens: 100,
      messages: ask('Say hello.'),
    });
    let text = '';
    stream.on('text', (delta) => (text += delta));
    const message = await stream.finalMessage();
    return {
      text,
      whole: textOf(message),
      finish: message.stop_reason,
      output: message.usage.output_tokens,
    };
  },

  async tools() {
    const message = await chat({ model: 'sdk-tools', tools: [weather] });
    return { finish: message.stop_reason, calls: callsOf(message) };
  },

  async toolsStreamed() {
    const stream = client.messages.stream({
      model: 'sdk-tools-stream',
      max_tokens: 100,
      messages: ask('Weather in Paris and Rome?'),
      tools: [weather],
    });
    const message = await stream.finalMessage();
    return { finish: message.stop_reason, calls: callsOf(message) };
  },

  async toolResults() {
    const cities = ['Paris', 'Rome'];
    const message = await chat({
      model: 'sdk-tool-results',
      messages: [
        ...ask('Weather in Paris and Rome?'),
        {
          role: 'assistant',
          content: cities.map((city, i) => ({
            type: 'tool_use',
            id: `call_${i}`,
            name: 'weather',
            input: { city },
          })),
        },
        {
          role: 'user',
          content: cities.map((_, i) => ({
            type: 'tool_result',
            tool_use_id: `call_${i}`,
            content: `${20 + i} C`,
          })),
        },
      ],
      tools: [weather],
    });
    return { text: textOf(message) };
  },

  async schema() {
    const point = {
      type: 'object',
      properties: { x: { type: 'integer' }, y: { type: 'integer' } },
      required: ['x', 'y'],
      additionalProperties: false,
    };
    const message = await chat({
      model: 'sdk-schema',
      output_config: { format: { type: 'json_schema', schema: point } },
    });
    return { parsed: JSON.parse(textOf(message)) };
  },

  async image() {
    const message = await chat({
      model: 'sdk-image',
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'What is this?' },
            {
              type: 'image',
              source: { type: 'base64', media_type: 'image/png', data: 'iVBORw0KGgo=' },
            },
          ],
        },
      ],
    });
    return { text: textOf(message) };
  },

  async countTokens() {
    const counted = await client.messages.countTokens({
      model: 'sdk-chat',
      messages: ask('How many tokens are these?'),
      tools: [weather],
    });
    return { tokens: counted.input_tokens };
  },

  error400: () => errorOf(() => chat({ model: 'sdk-400' })),

  error401: () =>
    errorOf(() =>
      new Anthropic({ baseURL, apiKey: 'sk-wrong', maxRetries: 0 }).messages.create({
        model: 'sdk-chat',
        max_tokens: 100,
        messages: ask('Hi.'),
      }),
    ),

  error404: () => errorOf(() => chat({ model: 'no-such-model' })),

  error429: () => errorOf(() => chat({ model: 'sdk-429' })),

  error500: () => errorOf(() => chat({ model: 'sdk-500' })),

  async errorInTheStream() {
    let text = '';
    const error = await errorOf(async () => {
      const stream = await chat({ model: 'sdk-cut', stream: true });
      for await (const event of stream) text += event.delta?.text ?? '';
    });
    return { text, ...error };
  },

  async abortInTheMidstOfTheStream() {
    const stream = await chat({ model: 'sdk-abort-late', stream: true });
    let text = '';
    for await (const event of stream) {
      text += event.delta?.text ?? '';
      if (text === 'Hello') stream.controller.abort();
    }
    return { text, aborted: stream.controller.signal.aborted };
  },
});
