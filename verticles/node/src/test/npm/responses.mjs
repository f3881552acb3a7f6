// The official SDK as a client of the gateway's Responses API: "sdk-" models are behind a provider
// of chat completions, "native-" models behind one that answers this API itself.
import OpenAI from 'openai';
import { errorOf, meet, pointSchema, run, weatherParameters } from './checks.mjs';

const baseURL = process.env.BASE_URL;
const client = new OpenAI({ baseURL, apiKey: process.env.API_KEY, maxRetries: 0, timeout: 20_000 });
const create = (params, options) => client.responses.create(params, options);
const ask = (model) => create({ model, input: 'Hi.' });

const tools = [
  {
    type: 'function',
    name: 'weather',
    description: 'The weather in a city',
    parameters: weatherParameters,
    strict: true,
  },
];

const callsOf = (answer) =>
  answer.output
    .filter((item) => item.type === 'function_call')
    .map((call) => `${call.call_id} ${call.name} ${call.arguments}`);

// The events' types without repetitions, the text of the deltas and what the end says.
async function follow(model) {
  const types = [];
  let text = '';
  let end = null;
  for await (const event of await create({ model, input: 'Hi.', stream: true })) {
    if (types.at(-1) !== event.type) types.push(event.type);
    if (event.type === 'response.output_text.delta') text += event.delta;
    if (event.type === 'response.completed') end = event.response;
  }
  return { types, text, status: end?.status, tokens: end?.usage?.total_tokens };
}

const seen = (answer) => ({
  text: answer.output_text,
  status: answer.status,
  tokens: answer.usage.total_tokens,
  unknown: answer.from_the_future ?? null,
  requestId: answer._request_id,
});

await run({
  async chat() {
    return seen(
      await create({
        model: 'sdk-chat',
        instructions: 'Be brief.',
        input: 'Say hello.',
        temperature: 0.5,
        max_output_tokens: 100,
        store: false,
      }),
    );
  },

  nativeChat: async () => seen(await ask('native-chat')),
  stream: () => follow('sdk-stream'),
  nativeStream: () => follow('native-stream'),

  async tools() {
    const answer = await create({ model: 'sdk-tools', input: 'Weather?', tools });
    return { status: answer.status, calls: callsOf(answer) };
  },

  async toolsStreamed() {
    const stream = client.responses.stream({ model: 'sdk-tools-stream', input: 'Weather?', tools });
    let pieces = '';
    stream.on('response.function_call_arguments.delta', (event) => (pieces += event.delta));
    const answer = await stream.finalResponse();
    return { status: answer.status, calls: callsOf(answer), pieces };
  },

  async toolResults() {
    const calls = ['Paris', 'Rome'].map((city, i) => ({
      type: 'function_call',
      call_id: `call_${i}`,
      name: 'weather',
      arguments: JSON.stringify({ city }),
    }));
    const answer = await create({
      model: 'sdk-tool-results',
      input: [
        { role: 'user', content: 'Weather in Paris and Rome?' },
        ...calls,
        ...calls.map((call, i) => ({
          type: 'function_call_output',
          call_id: call.call_id,
          output: `${20 + i} C`,
        })),
      ],
      tools,
    });
    return { text: answer.output_text };
  },

  async reasoning() {
    const answer = await client.responses.stream({ model: 'sdk-reasoning', input: 'Hi.' }).finalResponse();
    const thoughts = answer.output.filter((item) => item.type === 'reasoning');
    return { text: answer.output_text, thought: JSON.stringify(thoughts) };
  },

  async tooLong() {
    const answer = await ask('sdk-length');
    return { text: answer.output_text, finish: answer.incomplete_details?.reason };
  },

  // What was answered goes back as it came, as OpenAI's own guide does.
  async goesOn() {
    const first = await client.responses.stream({ model: 'sdk-reasoning', input: 'Hi.' }).finalResponse();
    const answer = await create({
      model: 'sdk-goes-on',
      input: [{ role: 'user', content: 'Hi.' }, ...first.output, { role: 'user', content: 'And?' }],
    });
    return { text: answer.output_text };
  },

  async schema() {
    const format = { type: 'json_schema', name: 'point', strict: true, schema: pointSchema };
    const answer = await client.responses.parse({
      model: 'sdk-schema',
      input: 'A point, please.',
      text: { format },
    });
    return { parsed: answer.output_parsed };
  },

  async image() {
    const answer = await create({
      model: 'sdk-image',
      input: [
        {
          role: 'user',
          content: [
            { type: 'input_text', text: 'What is this?' },
            {
              type: 'input_image',
              image_url: 'data:image/png;base64,iVBORw0KGgo=',
              detail: 'low',
            },
          ],
        },
      ],
    });
    return { text: answer.output_text };
  },

  error400: () => errorOf(() => ask('sdk-400')),
  nativeError400: () => errorOf(() => ask('native-400')),

  error401: () =>
    errorOf(() =>
      new OpenAI({ baseURL, apiKey: 'sk-wrong', maxRetries: 0 }).responses.create({
        model: 'sdk-chat',
        input: 'Hi.',
      }),
    ),

  error404: () => errorOf(() => ask('no-such-model')),
  error429: () => errorOf(() => ask('sdk-429')),
  error500: () => errorOf(() => ask('sdk-500')),

  refusesToRemember: () =>
    errorOf(() =>
      create({ model: 'sdk-chat', input: 'Hi.', previous_response_id: 'resp_of_another_day' }),
    ),

  async errorInTheStream() {
    let text = '';
    const error = await errorOf(async () => {
      for await (const event of await create({ model: 'sdk-cut', input: 'Hi.', stream: true })) {
        if (event.type === 'response.output_text.delta') text += event.delta;
      }
    });
    return { text, ...error };
  },

  async abortBeforeTheFirstToken() {
    const controller = new AbortController();
    const failure = errorOf(() =>
      create(
        { model: 'sdk-abort-early', input: 'Hi.', stream: true },
        { signal: controller.signal },
      ),
    );
    await meet();
    controller.abort();
    return failure;
  },

  async abortInTheMidstOfTheStream() {
    const stream = await create({ model: 'sdk-abort-late', input: 'Hi.', stream: true });
    let text = '';
    for await (const event of stream) {
      if (event.type === 'response.output_text.delta') text += event.delta;
      if (text === 'Hello') stream.controller.abort();
    }
    return { text };
  },
});
