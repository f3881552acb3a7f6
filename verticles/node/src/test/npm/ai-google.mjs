// The AI SDK's provider for Gemini as a client of the gateway's Gemini face.
import { createGoogleGenerativeAI } from '@ai-sdk/google';
import { check } from './ai.mjs';

const provider = (apiKey) =>
  createGoogleGenerativeAI({ baseURL: process.env.BASE_URL, apiKey });

await check(provider(process.env.API_KEY), provider('sk-wrong'));
