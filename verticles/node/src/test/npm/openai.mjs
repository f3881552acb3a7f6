// The official SDK as a client of the gateway. BASE_URL is the gateway's, MEETING_URL answers a
// request for the model "arrived" once the upstream has the request that is to be aborted.
import OpenAI from 'openai';
import { errorOf, run } from './checks.mjs';

const baseURL = process.env.BASE_URL;
const apiKey = process.env.API_KEY;
const client = new OpenAI({ baseURL, apiKey, maxRetries: 0, timeout: 20_000 });
const ask = (text) => [{ role: 'user', content: text }];
const chat = (params, options) => client.chat.completions.create(params, options);

const embed = (params) => client.embeddings.create(params);
const vectorsOf = (answer) => ({
  vectors: answer.data.map((each) => Array.from(each.embedding)),
  model: answer.model,
  tokens: answer.usage.total_tokens,
});

const weather = {
  type: 'function',
  function: {
    name: 'weather',
    description: 'The weather in a city',
    parameters: {
      type: 'object',
      properties: { city: { type: 'string' } },
      required: ['city'],
      additionalProperties: false,
    },
    strict: true,
  },
};

const callsOf = (message) =>
  message.tool_calls.map((call) => `${call.id} ${call.function.name} ${call.function.arguments}`);

await run({
  async models() {
    const names = [];
    for await (const model of client.models.list()) names.push(model.id);
    return { names };
  },

  async chat() {
    const answer = await chat({ model: 'sdk-chat', messages: ask('Say hello.'), seed: 7 });
    return {
      text: answer.choices[0].message.content,
      finish: answer.choices[0].finish_reason,
      tokens: answer.usage.total_tokens,
      unknown: answer.from_the_future ?? null,
      requestId: answer._request_id,
    };
  },

  async stream() {
    const stream = await chat({
      model: 'sdk-stream',
      messages: ask('Say hello.'),
      stream: true,
      stream_options: { include_usage: true },
    });
    let text = '';
    let finish = null;
    let tokens = null;
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta?.content ?? '';
      finish = chunk.choices[0]?.finish_reason ?? finish;
      tokens = chunk.usage?.total_tokens ?? tokens;
    }
    return { text, finish, tokens };
  },

  async tools() {
    const answer = await chat({
      model: 'sdk-tools',
      messages: ask('Weather in Paris and Rome?'),
      tools: [weather],
      parallel_tool_calls: true,
    });
    const message = answer.choices[0].message;
    return { finish: answer.choices[0].finish_reason, calls: callsOf(message) };
  },

  async toolResults() {
    const calls = ['Paris', 'Rome'].map((city, i) => ({
      id: `call_${i}`,
      type: 'function',
      function: { name: 'weather', arguments: JSON.stringify({ city }) },
    }));
    const answer = await chat({
      model: 'sdk-tool-results',
      messages: [
        ...ask('Weather in Paris and Rome?'),
        { role: 'assistant', content: null, tool_calls: calls },
        ...calls.map((call, i) => ({ role: 'tool', tool_call_id: call.id, content: `${20 + i} C` })),
      ],
      tools: [weather],
    });
    return { text: answer.choices[0].message.content };
  },

  async toolsStreamed() {
    const stream = client.chat.completions.stream({
      model: 'sdk-tools-stream',
      messages: ask('Weather in Paris and Rome?'),
      tools: [weather],
    });
    const answer = await stream.finalChatCompletion();
    const message = answer.choices[0].message;
    return { finish: answer.choices[0].finish_reason, calls: callsOf(message) };
  },

  async schema() {
    const answer = await client.chat.completions.parse({
      model: 'sdk-schema',
      messages: ask('A point, please.'),
      response_format: {
        type: 'json_schema',
        json_schema: {
          name: 'point',
          strict: true,
          schema: {
            type: 'object',
            properties: { x: { type: 'integer' }, y: { type: 'integer' } },
            required: ['x', 'y'],
            additionalProperties: false,
          },
        },
      },
    });
    return { parsed: answer.choices[0].message.parsed };
  },

  async image() {
    const answer = await chat({
      model: 'sdk-image',
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'What is this?' },
            {
              type: 'image_url',
              image_url: { url: 'data:image/png;base64,iVBORw0KGgo=', detail: 'low' },
            },
          ],
        },
      ],
    });
    return { text: answer.choices[0].message.content };
  },

  async vectors() {
    const answer = await embed({ model: 'sdk-vectors', input: 'hello', user: 'u', novelty: 1 });
    return { ...vectorsOf(answer), unknown: answer.from_the_future ?? null };
  },

  async vectorsAsNumbers() {
    return vectorsOf(
      await embed({
        model: 'sdk-vectors',
        input: ['a', 'bcd'],
        dimensions: 2,
        encoding_format: 'float',
      }),
    );
  },

  async vectorsOfAProviderThatKnowsNoBase64() {
    return vectorsOf(await embed({ model: 'sdk-numbers', input: ['a', 'bcd'] }));
  },

  async manyVectors() {
    const answer = await embed({
      model: 'sdk-vectors',
      input: Array.from({ length: 2_048 }, (_, i) => 'x'.repeat(1 + (i % 9))),
    });
    const wrong = answer.data.filter((each, i) => each.embedding[0] !== 1.5 + (i % 9));
    return { count: answer.data.length, wrong: wrong.length };
  },

  vectorsOfAChatModel: () => errorOf(() => embed({ model: 'sdk-chat', input: 'hello' })),

  chatWithAModelOfVectors: () => errorOf(() => chat({ model: 'sdk-vectors', messages: ask('Hi.') })),

  vectorsInAFormThatNobodyKnows: () =>
    errorOf(() => embed({ model: 'sdk-vectors', input: 'hello', encoding_format: 'hex' })),

  vectorsOfNothing: () => errorOf(() => embed({ model: 'sdk-vectors', input: [] })),

  vectorsOfNoModel: () => errorOf(() => embed({ model: 'no-such-model', input: 'hello' })),

  error400: () => errorOf(() => chat({ model: 'sdk-400', messages: ask('Hi.'), temperature: 9 })),

  error401: () =>
    errorOf(() =>
      new OpenAI({ baseURL, apiKey: 'sk-wrong', maxRetries: 0 }).chat.completions.create({
        model: 'sdk-chat',
        messages: ask('Hi.'),
      }),
    ),

  error404: () => errorOf(() => chat({ model: 'no-such-model', messages: ask('Hi.') })),

  error429: () => errorOf(() => chat({ model: 'sdk-429', messages: ask('Hi.') })),

  error500: () => errorOf(() => chat({ model: 'sdk-500', messages: ask('Hi.') })),

  async errorInTheStream() {
    const stream = await chat({ model: 'sdk-cut', messages: ask('Hi.'), stream: true });
    let text = '';
    const error = await errorOf(async () => {
      for await (const chunk of stream) text += chunk.choices[0]?.delta?.content ?? '';
    });
    return { text, ...error };
  },

  async abortBeforeTheFirstToken() {
    const controller = new AbortController();
    const pending = chat(
      { model: 'sdk-abort-early', messages: ask('Hi.'), stream: true },
      { signal: controller.signal },
    );
    const failure = errorOf(() => pending);
    await fetch(process.env.MEETING_URL, { method: 'POST', body: '{"model":"arrived"}' });
    controller.abort();
    return failure;
  },

  async abortInTheMidstOfTheStream() {
    const stream = await chat({ model: 'sdk-abort-late', messages: ask('Hi.'), stream: true });
    let text = '';
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta?.content ?? '';
      if (text === 'Hello') stream.controller.abort();
    }
    return { text, aborted: stream.controller.signal.aborted };
  },

  async closesByBreakingTheLoop() {
    const stream = await chat({ model: 'sdk-break', messages: ask('Hi.'), stream: true });
    let text = '';
    for await (const chunk of stream) {
      text += chunk.choices[0]?.delta?.content ?? '';
      if (text === 'Hello') break;
    }
    return { text };
  },
});
