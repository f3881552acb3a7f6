// The AI SDK's provider for OpenAI-compatible APIs as a client of the gateway.
import { createOpenAICompatible } from '@ai-sdk/openai-compatible';
import { check } from './ai.mjs';

const provider = (apiKey) =>
  createOpenAICompatible({
    name: 'lattice',
    baseURL: process.env.BASE_URL,
    apiKey,
    includeUsage: true,
    supportsStructuredOutputs: true,
  });

await check(provider(process.env.API_KEY), provider('sk-wrong'));
