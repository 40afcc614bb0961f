// Bad input at every door of the API: whoever adds a route gives it a good request in bad-input/doors.ts, and everything
// here is tried on it. Each answer is a problem, nothing is written, signalled, echoed or logged raw.
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { canary } from './harness.ts';
import { checkProblem } from './bad-input/check-problem.ts';
import {
  bodyDoors,
  callWithBody,
  doors,
  goodCall,
  guardedDoors,
  meetPeople,
  namedDoors,
} from './bad-input/doors.ts';
import type { NamedDoor } from './bad-input/doors.ts';
import { createGround } from './bad-input/ground.ts';
import type { Ground } from './bad-input/ground.ts';
import {
  foreignValues,
  placesIn,
  replaced,
  spoiltTexts,
  valueAt,
  wrongWholes,
} from './bad-input/hostile-bodies.ts';
import { hostileGrants } from './bad-input/hostile-grants.ts';
import { hostileTokens } from './bad-input/hostile-tokens.ts';

let ground: Ground;
let tokens: Awaited<ReturnType<typeof hostileTokens>>;
/** Of every table, after all the good requests. */
let tables: Record<string, string>;

interface Operation {
  parameters?: { in: string; name: string; schema: { type?: string } }[];
}
let paths: Record<string, Record<string, Operation>>;

beforeAll(async () => {
  ground = await createGround();
  await meetPeople(ground);
  tokens = await hostileTokens(ground);
  ({ paths } = (await ground.app.inject('/openapi.json')).json<{ paths: typeof paths }>());
  await everyDoorAnswers();
  await ground.settled();
  tables = await ground.tables();
});
afterAll(() => ground.database.close());

async function everyDoorAnswers(): Promise<void> {
  for (const door of namedDoors) {
    const answer = await ground.call(await goodCall(ground, door));
    expect([door.name, answer.statusCode, answer.body]).toEqual([door.name, door.status ?? 200, answer.body]);
  }
}

// Each test looks at one door: what it sends must be refused whole, so nothing may have moved meanwhile.
const written = 'writes what turns out to be good';
let before: string;
beforeEach(async () => {
  await ground.settled();
  before = await ground.changes();
});
afterEach(async ({ task }) => {
  if (!task.name.includes(written)) expect(await ground.changes()).toBe(before);
});

const textOf = (door: NamedDoor) => JSON.stringify(door.body?.(ground));

test('every route of the OpenAPI document is a door here, and every door is a route', () => {
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(Object.keys(doors).sort()).toEqual(routes.sort());
});

describe('whoever has no valid token learns nothing at any door', () => {
  test('at one door, by every trick', async () => {
    const answers = [];
    const expected = [];
    for (const [name, authorization, code] of tokens) {
      const headers = authorization === undefined ? {} : { authorization };
      answers.push([name, (await ground.refused({ method: 'GET', url: '/v1/whoami', headers })).code]);
      expected.push([name, code]);
    }
    expect(answers).toEqual(expected);
  });

  test.each(guardedDoors)('$name', async (door) => {
    for (const name of ['none', 'alg none', 'a stranger under our key id', 'an expired one, replayed', 'another audience', 'another tenant']) {
      const [, authorization, code] = tokens.find(([one]) => one === name) ?? [];
      const call = await goodCall(ground, door);
      const { authorization: _good, ...headers } = call.headers as Record<string, string>;
      const bad = { ...call, headers: { ...headers, ...(authorization !== undefined && { authorization }) } };
      expect([name, (await ground.refused(bad)).code]).toEqual([name, code]);
    }
  }); // prettier-ignore
});

describe("another tenant's ids do not exist", () => {
  test.each(guardedDoors.filter(({ name }) => name.includes('/journeys/{id}')))('$name', async (door) => {
    const call = await goodCall(ground, door);
    const url = call.url.replace(ground.journey.id, ground.foreignJourney.id);
    expect((await ground.refused({ ...call, url })).code).toBe('journey_not_found');
    const foreigner = await ground.as(door.role === 'auditor' ? 'compliance' : 'adviser', 'lumen-retail');
    expect((await ground.refused({ ...call, headers: { ...call.headers, ...foreigner } })).code).toBe('journey_not_found'); // prettier-ignore
  });
});

describe('a body that is no acceptable JSON is refused by its fault', () => {
  test.each(bodyDoors)('$name', async (door) => {
    const good = textOf(door);
    for (const [name, spoil, fault] of spoiltTexts) {
      const problem = await ground.refused(await callWithBody(ground, door, spoil(good)));
      expect([name, problem.code, problem.reason]).toEqual([name, 'json_invalid', fault]);
    }
    for (const whole of wrongWholes) {
      const { code } = await ground.refused(await callWithBody(ground, door, whole));
      expect(['request_invalid', 'event_invalid'], whole).toContain(code);
    }
  });

  test.each(bodyDoors)('$name: no part of a good body is one', async (door) => {
    const good = textOf(door);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: good.length - 1 }), async (length) => {
        const { code } = await ground.refused(await callWithBody(ground, door, good.slice(0, length)));
        expect(code).toBe('json_invalid');
      }),
      { numRuns: 8 },
    );
  });
});

describe('a member of the wrong type, or one that nobody knows, is refused', () => {
  test.each(bodyDoors)('$name', async (door) => {
    const good = JSON.parse(textOf(door)) as unknown;
    const isFree = (place: string) => door.free?.some((free) => place.startsWith(free)) ?? false;
    const places = placesIn(good).filter((place) => !isFree(place));
    for (const place of places) {
      const spoilt = foreignValues(valueAt(good, place));
      const value = valueAt(good, place);
      const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
      if (isObject && !isFree(`${place}/`))
        spoilt.push({ ...value, [canary]: 1 }, { ...value, 'two words': 1 });
      for (const bad of spoilt) {
        const payload = JSON.stringify(replaced(good, place, bad));
        const { code, errors } = await ground.refused(await callWithBody(ground, door, payload));
        expect(['request_invalid', 'event_invalid'], `${place} ${payload}`).toContain(code);
        expect(errors?.length).toBeGreaterThan(0);
      }
    }
  });
});

describe('a body that is too large, or says that it is something else', () => {
  const mediaTypes = [
    'text/plain', 'text/json', 'application/xml', 'multipart/form-data; boundary=x', 'application/x-www-form-urlencoded',
    'application/jsonp', 'application/json, text/plain', 'application/problem+json', `text/${canary}`, 'json', '/', '',
  ]; // prettier-ignore
  const encodings = ['utf-16', 'utf-7', 'iso-8859-1', '"utf-16le"', 'utf-8; charset=utf-16', canary];
  test.each(bodyDoors)('$name', async (door) => {
    const call = await goodCall(ground, door);
    const own = door.mediaType ?? 'application/json';
    const types = [...mediaTypes, ...encodings.map((charset) => `${own}; charset=${charset}`)];
    for (const type of types) {
      const { code } = await ground.refused({ ...call, headers: { ...call.headers, 'content-type': type } });
      expect([type, code]).toEqual([type, 'media_type_unsupported']);
    }
    for (const encoding of ['gzip', 'br', `identity, ${canary}`]) {
      const { code } = await ground.refused({ ...call, headers: { ...call.headers, 'content-encoding': encoding } });
      expect([encoding, code]).toEqual([encoding, 'media_type_unsupported']);
    }
    const limit = door.limit ?? 256 * 1024;
    const padded = textOf(door) + ' '.repeat(limit);
    expect((await ground.refused({ ...call, payload: padded })).code).toBe('body_too_large');
  }); // prettier-ignore
});

describe('an id in a path is an id, or nothing', () => {
  const ids = [
    '..', '%2e%2e', '..%2f..%2fhealthz', '%2e%2e%5cwhoami', '%00', 'a%00b', '%0d%0aset-cookie:%20a=b', '%c0%af', '%ff', '%f', '%ed%a0%80',
    '*', "'%20or%201=1--", '%3Cscript%3Ealert(1)%3C/script%3E', '%25%30%30', '%E2%80%AEtxt', '%F0%9F%92%A3', '__proto__', 'constructor',
    'jrn_000000000000000000000000', `jrn_${'A'.repeat(24)}`, `prn_${'0'.repeat(32)}`, '9007199254740993', '-1', canary, `${canary}%20x`,
    'a'.repeat(65), 'a'.repeat(129), 'a'.repeat(1201), 'a'.repeat(5000), '%F0%9F%92%A3'.repeat(130),
  ]; // prettier-ignore
  test.each(namedDoors.filter(({ name }) => name.includes('{')))('$name', async (door) => {
    const call = await goodCall(ground, door);
    const [before = '', after = ''] = door.name.split(' ')[1]?.split(/\{\w+\}/) ?? [];
    for (const id of ids) {
      const { status, code } = await ground.refused({ ...call, url: `${before}${id}${after}` });
      const known = ['journey_not_found', 'erasure_not_found', 'person_not_found', 'customer_not_found', 'switch_not_found', 'route_not_found', 'url_invalid', 'request_invalid'];
      expect(known, id).toContain(code);
      expect([400, 404], id).toContain(status);
    }
  }); // prettier-ignore
});

describe('a query is what the route declares, each name once', () => {
  const withQuery = namedDoors.filter(({ query }) => query);
  test.each(withQuery)('$name: every declared parameter is tried', async ({ name, query }) => {
    const [method = '', path = ''] = name.split(' ');
    const declared =
      paths[path]?.[method.toLowerCase()]?.parameters?.filter((one) => one.in === 'query') ?? [];
    expect(declared.length).toBeGreaterThan(0);
    for (const parameter of Object.keys(query ?? {})) {
      expect(declared.map((one) => one.name)).toContain(parameter);
    }
  });

  test.each(withQuery)('$name', async (door) => {
    const { query = {}, ...call } = await goodCall(ground, door);
    const good = new URLSearchParams(query as Record<string, string>).toString();
    const [, path = ''] = door.name.split(' ');
    const declared = paths[path]?.[door.method.toLowerCase()]?.parameters?.filter((one) => one.in === 'query') ?? [];
    for (const { name, schema } of declared) {
      const rest = new URLSearchParams(query as Record<string, string>);
      rest.delete(name);
      const long = 'a'.repeat(1500);
      const bad = [`${name}=1&${name}=2`, `${name}=a&%${name.charCodeAt(0).toString(16)}${name.slice(1)}=b`, `${name}[]=a`, `${name}[x]=a`, `${name}=%00`, `${name}=a%00${canary}`, `${name}=%ff`, `${name}=%c0%af`, `${name}=%ed%a0%80`, `${name}=%`, `${name}=${long}`];
      const numbers = ['', '%20', '5%20', '+5', '-1', '-0', '0x10', '1e1', '1.5', '1e400', '9007199254740993', '99999999999999999999', 'NaN', 'Infinity', 'null', '٥', canary];
      if (schema.type === 'integer') bad.push(...numbers.map((value) => `${name}=${encodeURIComponent(decodeURIComponent(value))}`));
      for (const spoilt of bad) {
        const url = `${call.url}?${[rest.toString(), spoilt].filter(Boolean).join('&')}`;
        expect(['request_invalid', 'url_invalid'], url).toContain((await ground.refused({ ...call, url })).code);
      }
    }
    for (const unknown of [`${canary}=1`, '__proto__=1', '__proto__[a]=1', 'constructor=1', 'tenant=lumen-retail', 'limit;=5', '%00=1', 'a%20b=1', '%ff=1', '=1']) {
      const url = `${call.url}?${good}&${unknown}`;
      expect(['request_invalid', 'url_invalid'], url).toContain((await ground.refused({ ...call, url })).code);
    }
  }); // prettier-ignore

  test.each(namedDoors.filter(({ role, query }) => role && !query))('$name takes none', async (door) => {
    const call = await goodCall(ground, door);
    for (const query of [`${canary}=1`, 'tenant=lumen-retail', '__proto__=1', 'a=%00', 'a=%ff']) {
      expect(['request_invalid', 'url_invalid']).toContain((await ground.refused({ ...call, url: `${call.url}?${query}` })).code);
    }
  }); // prettier-ignore
});

test('a cursor that was not given out, or was altered, is refused', async () => {
  const { id } = ground.journey;
  const given = (text: string) => Buffer.from(text).toString('base64url');
  const altered = ['x', canary, given(`1/${id}`).slice(0, -2), given(`-1/${id}`), given(`1e5/${id}`), given(`9999999999999999/${id}`), given(`1/${id}'--`), given(`1/${id}\0`), given('1/jrn_x'), given('{"after":1}'), `${'a'.repeat(512)}`, `${given(`1/${id}`)}.x`, given(`1/${id}\n`)]; // prettier-ignore
  for (const cursor of altered) {
    const call = {
      method: 'GET',
      url: '/v1/journeys',
      query: { cursor },
      headers: await ground.as('adviser'),
    };
    expect((await ground.refused(call)).code, cursor).toBe('request_invalid');
  }
});

test('no path answers to a method that it does not declare', async () => {
  const methods = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'TRACE', 'PROPFIND', 'LOCK', 'SEARCH'];
  for (const [path, declared] of Object.entries(paths)) {
    for (const method of methods.filter((one) => !Object.hasOwn(declared, one.toLowerCase()))) {
      const headers = { ...(await ground.as('compliance')), 'x-http-method-override': 'GET', 'x-method-override': 'GET' };
      const url = path.replace(/\{\w+\}/g, ground.journey.id);
      const answer = await ground.call({ method, url, headers });
      if (method === 'HEAD') expect([path, answer.statusCode]).toEqual([path, 404]);
      else expect([path, method, checkProblem(answer, ground.lines.splice(0)).code]).toEqual([path, method, 'route_not_found']);
    }
  }
}); // prettier-ignore

describe("the embedded provider refuses in OAuth's words, and tells nothing of what was sent", () => {
  const said = [vi.spyOn(console, 'error'), vi.spyOn(console, 'warn'), vi.spyOn(console, 'log'), vi.spyOn(console, 'info')];
  test.each(hostileGrants)('%s', async (_name, headers, payload) => {
    for (const spy of said) spy.mockClear();
    const call = { method: 'POST', url: '/identity/token', headers: { host: '127.0.0.1:4180', ...headers }, payload };
    const { statusCode, headers: sent, body } = await ground.call(call);
    expect([400, 401]).toContain(statusCode);
    expect(sent['content-type']).toContain('application/json');
    expect(JSON.parse(body)).toMatchObject({ error: expect.stringMatching(/^[a-z_]+$/) as string });
    const printed = JSON.stringify(said.flatMap(({ mock }) => mock.calls));
    for (const text of [body, printed, ...ground.lines.splice(0)]) expect(text).not.toContain(canary);
    expect(printed).toBe('[]');
  });
}); // prettier-ignore

test('of all that was refused, no table holds anything', async () => {
  expect(await ground.tables()).toEqual(tables);
});

test(`every door still answers, and ${written}`, async () => {
  await everyDoorAnswers();
  // The measure of all the tests above does move.
  expect(await ground.changes()).not.toBe(before);
});

describe('whatever else stands in a body, the answer is an answer', () => {
  const json = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<unknown>;
  test.each(bodyDoors)(`$name ${written}`, async (door) => {
    await fc.assert(
      fc.asyncProperty(json, fc.nat(), async (value, at) => {
        const good = JSON.parse(textOf(door)) as unknown;
        const places = placesIn(good);
        const payload = JSON.stringify(replaced(good, places[at % places.length] ?? '', value));
        await anAnswer(door, Buffer.from(payload));
      }),
      { numRuns: 20 },
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.integer({ min: 0, max: 255 }), async (at, byte) => {
        const bytes = Buffer.from(textOf(door));
        bytes[at % bytes.length] = byte;
        await anAnswer(door, bytes);
      }),
      { numRuns: 20 },
    );
  });

  async function anAnswer(door: NamedDoor, payload: Buffer): Promise<void> {
    ground.lines.length = 0;
    const answer = await ground.call(await callWithBody(ground, door, payload));
    if (answer.statusCode < 400) return;
    checkProblem(answer, ground.lines);
  }
});
