// Google's official SDK as a client of the gateway's Gemini face, whoever is behind it.
import { GoogleGenAI } from '@google/genai';
import { errorOf, run } from './checks.mjs';

const httpOptions = { baseUrl: process.env.BASE_URL, apiVersion: 'v1beta', timeout: 20_000 };
const client = new GoogleGenAI({ apiKey: process.env.API_KEY, httpOptions });
const generate = (model, contents, config) =>
  client.models.generateContent({ model, contents, config });
const stream = (model, config) =>
  client.models.generateContentStream({ model, contents: 'Hi.', config });

const tools = [
  {
    functionDeclarations: [
      {
        name: 'weather',
        description: 'The weather in a city',
        parametersJsonSchema: {
          type: 'object',
          properties: { city: { type: 'string' } },
          required: ['city'],
        },
      },
    ],
  },
];

const callsOf = (calls) => calls.map((call) => `${call.name} ${JSON.stringify(call.args)}`);

await run({
  async models() {
    const names = [];
    for await (const model of await client.models.list()) names.push(model.name);
    return { names };
  },

  async chat() {
    const answer = await generate('sdk-chat', 'Say hello.', {
      seed: 7,
      systemInstruction: 'Be brief.',
    });
    return {
      text: answer.text,
      finish: answer.candidates[0].finishReason,
      tokens: answer.usageMetadata.totalTokenCount,
    };
  },

  async stream() {
    let text = '';
    let finish = null;
    let tokens = null;
    for await (const chunk of await stream('sdk-stream')) {
      text += chunk.text ?? '';
      finish = chunk.candidates?.[0]?.finishReason ?? finish;
      tokens = chunk.usageMetadata?.totalTokenCount ?? tokens;
    }
    return { text, finish, tokens };
  },

  async tools() {
    const answer = await generate('sdk-tools', 'Weather in Paris and Rome?', { tools });
    return { finish: answer.candidates[0].finishReason, calls: callsOf(answer.functionCalls) };
  },

  async toolsStreamed() {
    const calls = [];
    for await (const chunk of await stream('sdk-tools-stream', { tools })) {
      calls.push(...(chunk.functionCalls ?? []));
    }
    return { calls: callsOf(calls) };
  },

  async toolResults() {
    const answer = await generate(
      'sdk-tool-results',
      [
        { role: 'user', parts: [{ text: 'Weather in Paris and Rome?' }] },
        {
          role: 'model',
          parts: ['Paris', 'Rome'].map((city) => ({
            functionCall: { name: 'weather', args: { city } },
          })),
        },
        {
          role: 'user',
          parts: [20, 21].map((celsius) => ({
            functionResponse: { name: 'weather', response: { celsius } },
          })),
        },
      ],
      { tools },
    );
    return { text: answer.text };
  },

  async schema() {
    const answer = await generate('sdk-schema', 'A point, please.', {
      responseMimeType: 'application/json',
      responseJsonSchema: {
        type: 'object',
        properties: { x: { type: 'integer' }, y: { type: 'integer' } },
        required: ['x', 'y'],
        additionalProperties: false,
      },
    });
    return { parsed: JSON.parse(answer.text) };
  },

  async image() {
    const answer = await generate('sdk-image', [
      {
        role: 'user',
        parts: [
          { text: 'What is this?' },
          { inlineData: { mimeType: 'image/png', data: 'iVBORw0KGgo=' } },
        ],
      },
    ]);
    return { text: answer.text };
  },

  async vectors() {
    const answer = await client.models.embedContent({
      model: 'sdk-vectors',
      contents: ['a', 'bcd'],
      config: { outputDimensionality: 2 },
    });
    return { vectors: answer.embeddings.map((each) => each.values) };
  },

  vectorsOfAChatModel: () =>
    errorOf(() => client.models.embedContent({ model: 'sdk-chat', contents: 'a' })),

  error400: () => errorOf(() => generate('sdk-400', 'Hi.', { temperature: 9 })),

  error401: () =>
    errorOf(() =>
      new GoogleGenAI({ apiKey: 'sk-wrong', httpOptions }).models.generateContent({
        model: 'sdk-chat',
        contents: 'Hi.',
      }),
    ),

  error404: () => errorOf(() => generate('no-such-model', 'Hi.')),

  error500: () => errorOf(() => generate('sdk-500', 'Hi.')),

  async errorInTheStream() {
    let text = '';
    const error = await errorOf(async () => {
      for await (const chunk of await stream('sdk-cut')) text += chunk.text ?? '';
    });
    return { text, ...error };
  },

  async abortInTheMidstOfTheStream() {
    const controller = new AbortController();
    let text = '';
    const failure = await errorOf(async () => {
      const chunks = await stream('sdk-abort-late', { abortSignal: controller.signal });
      for await (const chunk of chunks) {
        text += chunk.text ?? '';
        if (text === 'Hello') controller.abort();
      }
    });
    return { text, ...failure };
  },
});
