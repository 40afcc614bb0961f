// Tenant A with every trick against tenant B, at every door of the OpenAPI document: ids, bodies, filters, cursors, headers,
// search, and A's session. Whoever adds a route adds it to test/gateway/bad-input/doors.ts, and everything here is tried on it.
import { sql } from 'drizzle-orm';
import type { LightMyRequestResponse } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seedEmbeddedCrm } from '../../connectors/crm/embedded/seed.ts';
import type { Role } from '../../contracts/ports/identity.ts';
import { roles } from '../../contracts/ports/identity.ts';
import { queryRows } from '../../store/database.ts';
import { contractSeed } from '../contracts/crm-contract-data.ts';
import {
  doors,
  freshEvent,
  goodCall,
  guardedDoors,
  meetPeople,
  namedDoors,
} from '../gateway/bad-input/doors.ts';
import type { NamedDoor } from '../gateway/bad-input/doors.ts';
import { createGround } from '../gateway/bad-input/ground.ts';
import type { Call, Ground } from '../gateway/bad-input/ground.ts';
import { origin, retail, wealth } from '../gateway/harness.ts';
import { createBrowser } from './browser.ts';

/** Stands in B's knowledge and in the names of B's customers, and nowhere in A. */
const canary = 'Quibblewick';
const customerOfB = 'quibblewick-1';
const documentOfB = 'quibblewick/returns';

let ground: Ground;
/** What of A each id of B stands for: by replacing one by the other, a good call of A asks about B. */
let swap: [ofA: string, ofB: string][];
/** What nobody of A may ever be told. */
let secrets: string[];
let rowsOfB: string;
let paths: Record<string, Record<string, { parameters?: { in: string; name: string }[] }>>;

beforeAll(async () => {
  ground = await createGround();
  const { kept: store, database } = ground;
  await meetPeople(ground);
  const [anna] = contractSeed.customers;
  if (!anna) throw new Error('no customer');
  const identity = { name: canary, email: null, phone: null };
  const customers = [{ ...anna, customerId: customerOfB, identity }];
  await seedEmbeddedCrm({ database, tenant: retail, seed: { ...contractSeed, customers } });
  const subject = await store.vault.subjectOf({ tenant: retail, customerId: customerOfB });
  const asB = async (role: Role, call: Omit<Call, 'headers'>) => {
    const answer = await ground.call({ ...call, headers: { ...(await ground.as(role, retail)), 'content-type': 'application/json' } }); // prettier-ignore
    if (answer.statusCode >= 300) throw new Error(`${call.url}: ${answer.body}`);
    return answer;
  };
  const document = {
    ...{ documentId: documentOfB, title: canary, source: 'faq', language: 'en', audience: ['all'] },
    ...{ text: `${canary} returns within thirty days.`, updated: '2026-01-01' },
  };
  await asB('compliance', {
    method: 'POST',
    url: '/v1/knowledge/documents',
    payload: JSON.stringify({ documents: [document] }),
  });
  for (const kind of ['incident', 'decision.refused']) {
    const facts = { code: 'seal_missing', note: 'of_b' };
    await store.ledger.append({ tenant: retail, key: `${kind}/b`, kind, journeyId: ground.foreignJourney.id, facts });
  }
  const people: Record<string, string> = {};
  const peopleOfA: Record<string, string> = {};
  for (const role of roles) {
    people[role] = await principalOf(role, retail);
    peopleOfA[role] = await principalOf(role, wealth);
  }
  const tripped = await asB('operator', {
    method: 'POST',
    url: '/v1/switches',
    payload: JSON.stringify({ scope: 'model', value: `${canary}:7b`, reasonCode: 'drill' }),
  });
  const erasure = await asB('compliance', {
    method: 'POST',
    url: '/v1/erasures',
    payload: JSON.stringify({ customerId: customerOfB, ground: 'subject_request' }),
  });
  swap = [
    [`ers_${'0'.repeat(24)}`, erasure.json<{ id: string }>().id],
    [`ksw_${'0'.repeat(32)}`, tripped.json<{ killSwitch: { id: string } }>().killSwitch.id],
    [ground.journey.id, ground.foreignJourney.id],
    [ground.journey.subject, subject],
    [ground.journey.proposalHash, ground.foreignJourney.proposalHash],
    ...roles.map((role): [string, string] => [peopleOfA[role] ?? '', people[role] ?? '']),
    ['anna', customerOfB],
    ['bad-input/doc', documentOfB],
    [wealth, retail],
  ];
  secrets = [canary, subject, 'of_b', `(${retail})`, ...swap.map(([, ofB]) => ofB).filter((one) => one !== retail && one !== documentOfB)];
  ({ paths } = (await ground.app.inject('/openapi.json')).json<{ paths: typeof paths }>());
  // Whatever A loads or sends for itself first, so that its good calls are good.
  for (const door of namedDoors) await ground.call(await goodCall(ground, door));
  // B's own readings, which its ledger records once an hour.
  for (const url of [`/v1/crm/customers/${customerOfB}`, `/v1/knowledge/search?q=${canary}`]) {
    expect((await asB('retention-lead', { method: 'GET', url })).body).toContain(canary);
  }
  ground.lines.length = 0;
  rowsOfB = await rowsOf(retail);
}); // prettier-ignore
afterAll(() => ground.database.close());

async function principalOf(role: Role, tenant: string): Promise<string> {
  const answer = await ground.call({
    method: 'GET',
    url: '/v1/whoami',
    headers: await ground.as(role, tenant),
  });
  return answer.json<{ principal: string }>().principal;
}

/** Digest of every row of the tenant, in every table. */
async function rowsOf(tenant: string): Promise<string> {
  return ground.database.withoutTenant(async (transaction) => {
    await transaction.execute(sql`reset role`);
    const tables = await queryRows<{ name: string }>(
      transaction,
      sql`select table_name as name from information_schema.columns
          where table_schema = 'public' and column_name = 'tenant' order by 1`,
    );
    const digests: string[] = [];
    for (const { name } of tables) {
      const [row] = await queryRows<{ digest: string }>(
        transaction,
        sql`select count(*) || '/' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest
            from ${sql.identifier(name)} t where tenant = ${tenant}`,
      );
      digests.push(`${name} ${row?.digest ?? ''}`);
    }
    return digests.join('\n');
  });
}

/** Nothing of B is told that the call did not say itself, and nothing of B was written. */
function tellsNothing(call: Call, { body, headers }: LightMyRequestResponse): void {
  const said = JSON.stringify([call.url, call.query ?? {}, call.payload ?? '']);
  const told = `${body}\n${JSON.stringify(headers)}\n${ground.lines.splice(0).join('')}`;
  const learnt = secrets.filter((secret) => told.includes(secret) && !said.includes(secret));
  expect(learnt, `${call.method} ${call.url}`).toEqual([]);
}

async function ask(call: Call): Promise<LightMyRequestResponse> {
  const answer = await ground.call(call);
  tellsNothing(call, answer);
  return answer;
}

const swapped = (text: string) => swap.reduce((all, [ofA, ofB]) => all.replaceAll(ofA, ofB), text);
/** A's good call, about what is B's. */
function aboutB(call: Call): Call {
  const { payload, query } = call;
  return {
    ...call,
    url: swapped(call.url),
    ...(query && { query: JSON.parse(swapped(JSON.stringify(query))) as Record<string, string> }),
    ...(typeof payload === 'string' && { payload: swapped(payload) }),
  };
}

const textOf = ({ payload }: Call) => (typeof payload === 'string' ? payload : '{}');

test('every route of the OpenAPI document is tried, and what of B stands in its path is known', () => {
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  expect(Object.keys(doors).sort()).toEqual(routes.sort());
  // The others are of no tenant: they are asked without a token.
  for (const { name, role } of namedDoors)
    expect([name, role !== null]).toEqual([name, name.includes(' /v1/') || name === 'POST /codec/decode']);
});

describe('about what is B’s, A is told that there is no such thing', () => {
  const withId = guardedDoors.filter(({ name }) => name.includes('{'));
  test.each(withId)('$name', async (door) => {
    const call = await goodCall(ground, door);
    const other = aboutB(call);
    expect(other.url, 'say in `swap` what of B stands here').not.toBe(call.url);
    const { statusCode } = await ask(other);
    expect([403, 404]).toContain(statusCode);
  });

  test.each(guardedDoors.filter(({ body, query }) => body ?? query))(
    '$name: in a body or a filter',
    async (door) => {
      const answer = await ask(aboutB(await goodCall(ground, door)));
      expect(answer.statusCode).toBeLessThan(500);
    },
  );

  test.each(guardedDoors.filter(({ body }) => body))('$name: by naming B in the body', async (door) => {
    const call = await goodCall(ground, door);
    for (const name of ['tenant', 'tenantId', 'x-tenant']) {
      const body = { ...(JSON.parse(textOf(call)) as object), [name]: retail };
      const { statusCode } = await ask({ ...call, payload: JSON.stringify(body) });
      // An event may bear any extension attribute; it says nothing about whose event it is.
      const isExtension = door.name === 'POST /v1/events' && name === 'tenant';
      expect([name, statusCode]).toEqual([name, isExtension ? 202 : 400]);
    }
  });

  test.each(guardedDoors)('$name: by naming B in the query', async (door) => {
    const call = await goodCall(ground, door);
    for (const name of ['tenant', 'tenantId', 'x-tenant', 'as']) {
      expect((await ask({ ...call, query: { ...(call.query as object), [name]: retail } })).statusCode).toBe(
        400,
      );
    }
  });
});

describe('a header that names B changes nothing', () => {
  const tricks: Record<string, string>[] = [
    ...['x-tenant', 'x-tenant-id', 'tenant', 'x-wayproof-tenant', 'x-org-id', 'wayproof.tenant'].map((name) => ({ [name]: retail })),
    { host: `${retail}.example` },
    { 'x-forwarded-host': `${retail}.example`, 'x-forwarded-prefix': `/${retail}`, 'x-forwarded-user': `adviser@${retail}` },
    { forwarded: `for=127.0.0.1;host=${retail}.example` },
    { 'x-original-url': '/v1/people', 'x-rewrite-url': '/v1/people', 'x-http-method-override': 'GET' },
    { 'x-remote-user': `adviser@${retail}`, 'x-user': `adviser@${retail}`, 'x-roles': 'compliance' },
  ]; // prettier-ignore
  test.each(guardedDoors)('$name', async (door) => {
    for (const headers of tricks) {
      const call = await goodCall(ground, door);
      const tried = await ask({ ...call, headers: { ...call.headers, ...headers } });
      // What was deleted or decided a moment ago is not there again; a reading answers as without the header.
      if (door.method === 'GET') expect([headers, tried.statusCode]).toEqual([headers, door.status ?? 200]);
      else expect(tried.statusCode).toBeLessThan(500);
    }
  });

  test('and a second token is none', async () => {
    const [own, other] = [await ground.as('adviser'), await ground.as('adviser', retail)];
    const both = `${own.authorization}, ${other.authorization}`;
    const answer = await ask({ method: 'GET', url: '/v1/people', headers: { authorization: both } });
    expect(answer.statusCode).toBe(401);
  });
});

describe('what A lists and finds is A’s', () => {
  async function pageOf(tenant: string, role: Role, url: string, query: Record<string, string>) {
    const call = { method: 'GET', url, query, headers: await ground.as(role, tenant) };
    return (tenant === wealth ? ask : ground.call)(call);
  }

  test('a cursor of B leads to nothing of B', async () => {
    const { kept: store } = ground;
    // B has more than a page.
    const subject = await store.vault.subjectOf({ tenant: retail, customerId: 'another' });
    for (const episode of ['cd'.repeat(8), 'ef'.repeat(8)]) {
      const workflowId = `journey/churn-rescue/${retail}/${subject}/${episode}`;
      await store.journeys.record({ tenant: retail, workflowId, patch: { stage: 'checkpoint' } });
    }
    const own = (await pageOf(wealth, 'adviser', '/v1/journeys', {})).json<{ journeys: { id: string }[] }>();
    const { next } = (await pageOf(retail, 'retention-lead', '/v1/journeys', { limit: '1' })).json<{
      next: string;
    }>();
    expect(next).toEqual(expect.any(String));
    const answer = await pageOf(wealth, 'adviser', '/v1/journeys', { cursor: next });
    const ids = answer.json<{ journeys?: { id: string }[] }>().journeys?.map(({ id }) => id) ?? [];
    expect(own.journeys.map(({ id }) => id)).toEqual(expect.arrayContaining(ids));
    rowsOfB = await rowsOf(retail);
  });

  test('numbers of B’s records lead to A’s own', async () => {
    for (const url of ['/v1/ledger', '/v1/incidents']) {
      for (const after of ['0', '1', '2']) await pageOf(wealth, 'auditor', url, { after });
      const about = await pageOf(wealth, 'auditor', url, { journey: ground.foreignJourney.id });
      expect(Object.values(about.json<Record<string, unknown>>())[0]).toEqual([]);
    }
  });

  test('words of B’s knowledge find nothing of B', async () => {
    for (const q of [canary, `${canary} returns within thirty days.`, 'returns thirty days']) {
      const found = await pageOf(wealth, 'adviser', '/v1/knowledge/search', { q });
      expect(found.statusCode).toBe(200);
      // It is there: B finds it.
      expect((await pageOf(retail, 'retention-lead', '/v1/knowledge/search', { q })).body).toContain(canary);
    }
    const listed = await pageOf(wealth, 'compliance', '/v1/knowledge/documents', { prefix: 'quibble' });
    expect(listed.json()).toEqual({ documents: [] });
  });

  test('a customer of B is nobody’s here', async () => {
    expect((await pageOf(wealth, 'adviser', '/v1/journeys', { customer: customerOfB })).json()).toEqual({ journeys: [], next: null });
    expect((await pageOf(retail, 'retention-lead', `/v1/crm/customers/${customerOfB}`, {})).body).toContain(canary);
  }); // prettier-ignore
});

describe('with A’s session', () => {
  const sessions = new Map<Role, Record<string, string>>();
  async function sessionOf(role: Role): Promise<Record<string, string>> {
    const browser = createBrowser(ground.app);
    await browser.signIn(`${role}@${wealth}`);
    const cookie = `wayproof_session=${browser.cookie('wayproof_session')}`;
    const headers = {
      host: new URL(origin).host,
      cookie,
      'sec-fetch-site': 'same-origin',
      origin,
      ...(await browser.csrf()),
    };
    sessions.set(role, headers);
    return headers;
  }

  test.each(guardedDoors)('$name tells as little', async (door: NamedDoor) => {
    // A service has no session.
    const role = door.role === 'trigger' || door.role === null ? 'adviser' : door.role;
    const session = sessions.get(role) ?? (await sessionOf(role));
    const call = await goodCall(ground, door);
    const { authorization: _bearer, ...own } = call.headers as Record<string, string>;
    const headers = { ...own, ...session };
    const good = await ask({ ...call, headers });
    if (door.method === 'GET') expect(good.statusCode).toBe(door.status ?? 200);
    else expect(good.statusCode).not.toBe(401);
    await ask({ ...aboutB(call), headers: { ...headers, 'x-tenant': retail } });
    // The tenant in front of the secret only says where to look.
    const moved = { ...headers, cookie: headers.cookie?.replace(wealth, retail) ?? '' };
    expect([401, 403]).toContain((await ask({ ...call, headers: moved })).statusCode);
  });
});

test('of all that, nothing of B was written, and what A sent is A’s', async () => {
  const event = JSON.stringify({ ...freshEvent(), subject: customerOfB });
  const headers = { ...(await ground.as('trigger')), 'content-type': 'application/cloudevents+json' };
  await ask({ method: 'POST', url: '/v1/events', headers, payload: event });
  expect(ground.engine.signals.filter(({ tenant }) => tenant === retail)).toEqual([]);
  expect(ground.engine.decisions.filter(({ workflowId }) => workflowId.includes(retail))).toEqual([]);
  expect(await rowsOf(retail)).toBe(rowsOfB);
});
