// Runs named checks one after the other and prints one JSON line for each: {"check", "ok", ...}.
// What a check returns is in its line; what it throws is its failure.
export async function run(checks) {
  for (const [check, body] of Object.entries(checks)) {
    let line;
    try {
      line = { check, ok: true, ...(await body()) };
    } catch (failure) {
      line = { check, ok: false, failure: String(failure?.stack ?? failure) };
    }
    console.log(JSON.stringify(line));
  }
}

// The error that an action must end with, told by what a program can see of it.
export async function errorOf(action) {
  try {
    await action();
  } catch (error) {
    return {
      error: error.constructor.name,
      status: error.status ?? error.statusCode ?? null,
      code: error.code ?? null,
      type: error.type ?? null,
      message: error.message,
      requestId: error.requestID ?? null,
      retryAfter: error.headers?.get?.('retry-after') ?? null,
    };
  }
  throw new Error('it did not fail');
}

// Asks the upstream to answer once it has the request that is to be aborted.
export const meet = () =>
  fetch(process.env.MEETING_URL, { method: 'POST', body: '{"model":"arrived"}' });

export const weatherParameters = {
  type: 'object',
  properties: { city: { type: 'string' } },
  required: ['city'],
  additionalProperties: false,
};

export const pointSchema = {
  type: 'object',
  properties: { x: { type: 'integer' }, y: { type: 'integer' } },
  required: ['x', 'y'],
  additionalProperties: false,
};
