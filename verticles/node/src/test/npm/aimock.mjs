// An independent fake of the APIs of OpenAI, Azure and Ollama. Prints where it listens, and ends with its
// standard input. What it answers depends on the last message's words.
import { LLMock } from '@copilotkit/aimock';

const mock = new LLMock({ port: 0, host: '127.0.0.1' });
const text = 'The fake says that lattices are regular, patient and full of gaps.';
const calls = ['Paris', 'Rome'].map((city, i) => ({ id: `call_${i}`, name: 'weather', arguments: { city } }));

mock.onMessage('say it', { content: text, usage: { prompt_tokens: 11, completion_tokens: 13, total_tokens: 24 } });
mock.onMessage('use tools', { toolCalls: calls });
mock.onMessage('too many', { error: { message: 'slow down', type: 'rate_limit_error', code: 'rate_limit_exceeded' }, status: 429, retryAfter: 7 });
mock.onMessage('bad request', { error: { message: 'no such thing', type: 'invalid_request_error' }, status: 400 });
mock.onMessage('cut it', { content: text }, { chunkSize: 10, latency: 20, truncateAfterChunks: 4 });
mock.onMessage('garble it', { content: text }, { chaos: { malformedRate: 1 } });
mock.onMessage('drop it', { content: text }, { chaos: { dropRate: 1 } });
mock.onMessage('hang up', { content: text }, { chaos: { disconnectRate: 1 } });
mock.onMessage('refuse by chaos', { content: text }, { chaos: { rateLimitRate: 1 } });

await mock.start();
console.log(JSON.stringify({ url: mock.url }));
process.stdin.on('end', () => process.exit(0)).resume();
