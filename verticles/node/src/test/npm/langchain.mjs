// LangChain's ChatOpenAI as a client of the gateway, in both of OpenAI's APIs.
import { AIMessage, HumanMessage, SystemMessage, ToolMessage } from '@langchain/core/messages';
import { ChatOpenAI } from '@langchain/openai';
import { errorOf, meet, pointSchema, run, weatherParameters } from './checks.mjs';

const chat = (model, options) =>
  new ChatOpenAI({
    model,
    apiKey: process.env.API_KEY,
    maxRetries: 0,
    configuration: { baseURL: process.env.BASE_URL },
    ...options,
  });

const weather = {
  type: 'function',
  function: {
    name: 'weather',
    description: 'The weather in a city',
    parameters: weatherParameters,
    strict: true,
  },
};

const callsOf = (message) =>
  message.tool_calls.map((call) => `${call.id} ${call.name} ${JSON.stringify(call.args)}`);

const seen = (message) => ({
  text: message.text,
  finish: message.response_metadata.finish_reason ?? message.response_metadata.status,
  tokens: message.usage_metadata.total_tokens,
});

async function gathered(stream) {
  let whole;
  for await (const chunk of stream) whole = whole === undefined ? chunk : whole.concat(chunk);
  return whole;
}

await run({
  async chat() {
    const messages = [new SystemMessage('Be brief.'), new HumanMessage('Say hello.')];
    return seen(await chat('sdk-chat').invoke(messages));
  },

  chatByResponses: async () =>
    seen(await chat('sdk-chat', { useResponsesApi: true }).invoke('Say hello.')),

  async stream() {
    return seen(await gathered(await chat('sdk-stream').stream('Say hello.')));
  },

  async streamByResponses() {
    const model = chat('sdk-stream', { useResponsesApi: true });
    return seen(await gathered(await model.stream('Say hello.')));
  },

  async tools() {
    return { calls: callsOf(await chat('sdk-tools').bindTools([weather]).invoke('Weather?')) };
  },

  async toolsStreamed() {
    const stream = await chat('sdk-tools-stream').bindTools([weather]).stream('Weather?');
    return { calls: callsOf(await gathered(stream)) };
  },

  async toolResults() {
    const calls = ['Paris', 'Rome'].map((city, i) => ({
      id: `call_${i}`,
      name: 'weather',
      args: { city },
      type: 'tool_call',
    }));
    const answer = await chat('sdk-tool-results')
      .bindTools([weather])
      .invoke([
        new HumanMessage('Weather in Paris and Rome?'),
        new AIMessage({ content: '', tool_calls: calls }),
        ...calls.map((call, i) => new ToolMessage({ content: `${20 + i} C`, tool_call_id: call.id })),
      ]);
    return { text: answer.text };
  },

  async tooLong() {
    return seen(await chat('sdk-length').invoke('Hi.'));
  },

  async schema() {
    const model = chat('sdk-schema').withStructuredOutput(pointSchema, {
      name: 'point',
      method: 'jsonSchema',
      strict: true,
    });
    return { parsed: await model.invoke('A point, please.') };
  },

  error400: () => errorOf(() => chat('sdk-400').invoke('Hi.')),
  error401: () => errorOf(() => chat('sdk-chat', { apiKey: 'sk-wrong' }).invoke('Hi.')),
  error404: () => errorOf(() => chat('no-such-model').invoke('Hi.')),
  error429: () => errorOf(() => chat('sdk-429').invoke('Hi.')),
  error500: () => errorOf(() => chat('sdk-500').invoke('Hi.')),

  async errorInTheStream() {
    let text = '';
    const error = await errorOf(async () => {
      for await (const chunk of await chat('sdk-cut').stream('Hi.')) text += chunk.text;
    });
    return { text, ...error };
  },

  async abortBeforeTheFirstToken() {
    const controller = new AbortController();
    const failure = errorOf(() =>
      chat('sdk-abort-early').invoke('Hi.', { signal: controller.signal }),
    );
    await meet();
    controller.abort();
    return failure;
  },

  async abortInTheMidstOfTheStream() {
    const controller = new AbortController();
    let text = '';
    const failure = await errorOf(async () => {
      const stream = await chat('sdk-abort-late').stream('Hi.', { signal: controller.signal });
      for await (const chunk of stream) {
        text += chunk.text;
        if (text === 'Hello') controller.abort();
      }
    });
    return { text, ...failure };
  },
});
