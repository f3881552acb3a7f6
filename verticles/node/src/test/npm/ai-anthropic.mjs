// The AI SDK's provider for Anthropic as a client of the gateway's messages.
import { createAnthropic } from '@ai-sdk/anthropic';
import { check } from './ai.mjs';

const provider = (apiKey) => createAnthropic({ baseURL: process.env.BASE_URL, apiKey });

await check(provider(process.env.API_KEY), provider('sk-wrong'));
