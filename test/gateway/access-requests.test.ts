// Access requests on the real store and CRM: the archive holds all that is held about a customer and nothing of another one, and nothing
// is given that does not stand in the ledger.
import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { accessKind, accessMediaType } from '../../contracts/access-archive.ts';
import { canonicalJson } from '../../contracts/canonical-json.ts';
import { journeyIdOf } from '../../contracts/ids.ts';
import type { Role } from '../../contracts/ports/identity.ts';
import { queryRows } from '../../store/database.ts';
import { createEmbeddedCrm } from '../../connectors/crm/embedded/create-embedded-crm.ts';
import { createArchiveSubject } from '../../activities/evidence/access/archive-subject.ts';
import { createSubjectRecords } from '../../store/subject-records.ts';
import { newMasterKey } from '../contracts/store-on-postgres.ts';
import { newWorkflowId, someChain, someEvent, someWrite } from '../contracts/store-under-test.ts';
import { createGround, type Ground } from './bad-input/ground.ts';
import { problemIn, retail, wealth } from './harness.ts';

let ground: Ground;
let subject: string;
let journeyId: string;
const customer = 'bert';
/** Stands in everything of the other customer, and nowhere else. */
const foreign = 'Zephyrine-Quillfeather';

beforeAll(async () => {
  ground = await createGround();
  subject = await fill(customer, 'Bert-Own-Words', 3);
  await fill('ben', foreign, 2);
});
afterAll(() => ground?.database.close());

/** Something in every table that has a subject. */
async function fill(customerId: string, words: string, events: number): Promise<string> {
  const store = ground.kept;
  const tenant = wealth;
  const accepted = await store.inbox.accept({
    tenant,
    events: Array.from({ length: events }, (_, index) =>
      someEvent(tenant, { customerId, id: `${customerId}-${index}`, event: { note: words } }),
    ),
  });
  const [first] = accepted;
  if (first?.verdict !== 'accepted') throw new Error('the event was not accepted');
  const of = first.subject;
  await store.documents.put({ tenant, subject: of, kind: 'comment', body: { text: words } });
  await store.values.keep({
    ...{ tenant, subject: of },
    values: [{ token: `[[PERSON_${'0'.repeat(16)}]]`, type: 'PERSON', value: words }],
  });
  const changed = [{ object: 'loyalty', id: customerId, field: 'points', before: 1, after: 2 }];
  const diff = await store.documents.put({ tenant, subject: of, kind: 'crm-diff', body: changed });
  const sealed = someWrite(tenant, of, diff);
  const { workflowId } = sealed.statement;
  await store.journeys.record({ tenant, workflowId, patch: { stage: 'ended', outcome: 'acted' } });
  await store.ledger.seal(sealed);
  if (customerId === customer) journeyId = journeyIdOf(workflowId);
  await store.policyDecisions.record({
    ...{ tenant, journeyId: journeyIdOf(workflowId), question: 'act', key: '1', policySnapshot: null },
    ...{ request: { subject: of }, answer: { verdict: 'allowed' } },
  });
  const open = newWorkflowId(tenant, of);
  await store.journeys.record({ tenant, workflowId: open, patch: { stage: 'infer' } });
  const conflict = { event: first.event, by: `prn_${'1'.repeat(32)}` };
  await store.ledger.append({ tenant, key: `conflict/${first.event}`, kind: 'event.conflict', journeyId: null, facts: conflict });
  const asked = { ground: 'subject_request', requestedBy: `prn_${'2'.repeat(32)}`, deadlineAt: Date.now() + 60_000, now: 1 } as const;
  await store.erasures.request({ tenant, subject: of, ...asked });
  const note = { documentId: `about/${of.slice(4, 12)}`, title: 'A note', source: 'faq', language: 'en', audience: ['adviser'] };
  const loaded = await ground.call({
    method: 'POST',
    url: '/v1/knowledge/documents',
    headers: { ...(await ground.as('compliance')), 'content-type': 'application/json' },
    payload: JSON.stringify({
      documents: [{ ...note, text: 'Wants to be called in the morning.', updated: '2026-01-01', customerId }],
    }),
  });
  expect(loaded.statusCode, JSON.stringify(loaded.json<{ errors: unknown }>().errors)).toBe(200);
  // Brings the index of lineage up to date.
  await ground.call({ method: 'GET', url: `/v1/lineage?document=${diff.ref}`, headers: await ground.as('auditor') });
  return of;
} // prettier-ignore

async function ask(customerId: string, role: Role = 'compliance', tenant = wealth) {
  const headers = await ground.as(role, tenant);
  return ground.call({
    method: 'POST',
    url: '/v1/access-requests',
    headers: { ...headers, 'content-type': 'application/json' },
    payload: JSON.stringify({ customerId }),
  });
}

interface Archive {
  format: string;
  readme: string;
  subject: { customerId: string; token: string };
  events: { event: string }[];
  documents: { kind: string; content: unknown }[];
  journeys: {
    row: { id: string };
    evidence: { sealed: boolean };
    rationale: unknown;
    decisions: unknown[];
  }[];
  values: { value: string }[];
  seen: { what: string; by: string }[];
  sentTo: { part: string }[];
  crm: { facts: { version: number }; timeline: { text: string }[] };
  consents: { optedOut: boolean };
  ledger: { kind: string }[];
}
async function archiveOf(customerId: string): Promise<{ text: string; archive: Archive }> {
  const answer = await ask(customerId);
  expect(answer.statusCode, answer.body.slice(0, 400)).toBe(200);
  expect(answer.headers['content-type']).toContain(accessMediaType);
  return { text: answer.body, archive: answer.json<Archive>() };
}
const recorded = () =>
  ground.kept.ledger.list({ tenant: wealth, kind: accessKind, limit: 200, afterIndex: null });

/** By which a row of the table is recognised in the archive. */
const nameOfRow: Record<string, string> = {
  accepted_events: 'event',
  documents: 'ref',
  journeys: 'id',
  subjects: 'subject',
  subject_keys: 'subject',
  personal_values: 'token',
  erasures: 'id',
  lineage_fields: 'journey_id',
  knowledge_passages: 'id',
};

describe('the archive', () => {
  it('represents every row that any table has of the customer', async () => {
    const { text } = await archiveOf(customer);
    const owner = (query: ReturnType<typeof sql>) =>
      ground.database.withoutTenant(async (transaction) => {
        await transaction.execute(sql`reset role`);
        return queryRows<{ name: string }>(transaction, query);
      });
    // A call of the CRM has a subject too: what it is about.
    const tables = await owner(sql`select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'subject' and table_name not like 'crm!_%' escape '!' order by 1`);
    const held: string[] = [];
    for (const { name } of tables) {
      const column = nameOfRow[name];
      // A new table with a subject: say how its rows are recognised, and see that they are in the archive.
      if (column === undefined) throw new Error(`no word on the table ${name}`);
      const rows = await owner(
        sql`select ${sql.identifier(column)} as name from ${sql.identifier(name)} where subject = ${subject}`,
      );
      for (const row of rows) expect(text, `${name} ${row.name}`).toContain(JSON.stringify(row.name));
      if (rows.length > 0) held.push(name);
    }
    expect(held).toEqual(Object.keys(nameOfRow).sort());
  });

  it('holds texts, values, decisions, rationale, record, consents and who has seen what', async () => {
    await ground.call({ method: 'GET', url: `/v1/crm/customers/${customer}`, headers: await ground.as('adviser') });
    const { archive, text } = await archiveOf(customer);
    expect(archive).toMatchObject({ format: 'wayproof-access/1', subject: { customerId: customer, token: subject } });
    expect(archive.events).toHaveLength(3);
    expect(archive.documents.map(({ kind }) => kind).sort()).toEqual(['comment', 'crm-diff', 'event', 'event', 'event']);
    expect(JSON.stringify(archive.documents)).toContain('Bert-Own-Words');
    expect(archive.values).toEqual([expect.objectContaining({ value: 'Bert-Own-Words' })]);
    const sealed = archive.journeys.find(({ row }) => row.id === journeyId);
    expect(archive.journeys).toHaveLength(2);
    expect(sealed).toMatchObject({ evidence: { sealed: true }, decisions: [{ question: 'act' }] });
    expect(sealed?.rationale).toMatchObject({ format: 'wayproof-rationale/1' });
    expect(archive.crm.facts.version).toBeGreaterThan(0);
    expect(archive.consents.optedOut).toBe(false);
    expect(archive.sentTo).toContainEqual(expect.objectContaining({ part: 'crm', times: 1 }));
    expect(archive.seen).toContainEqual(expect.objectContaining({ what: 'customer', roles: ['adviser'] }));
    // Earlier archives too.
    expect(archive.seen.some(({ what }) => what === accessKind)).toBe(true);
    expect(archive.ledger.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['seal', 'event.conflict', accessKind]));
    // Of colleagues tokens and roles.
    expect(text).not.toContain('Adviser (');
    expect(canonicalJson(archive)).toBe(text);
  }); // prettier-ignore

  it("holds nothing of another customer's", async () => {
    const { text } = await archiveOf(customer);
    expect(text).not.toContain(foreign);
    const other = await ground.kept.vault.find({ tenant: wealth, customerId: 'ben' });
    expect(text).not.toContain(other);
    expect((await archiveOf('ben')).text).toContain(foreign);
  });

  it('is recorded by its hashes before it is given, and names nobody there', async () => {
    const before = (await recorded()).length;
    const { text } = await archiveOf(customer);
    const records = await recorded();
    expect(records).toHaveLength(before + 1);
    const facts = records.at(-1)?.facts as { sha256: string; bytes: number; members: Record<string, string> };
    expect(facts.sha256).toBe(createHash('sha256').update(text).digest('hex'));
    expect(facts.bytes).toBe(Buffer.byteLength(text));
    const archive = JSON.parse(text) as Record<string, unknown>;
    for (const [name, value] of Object.entries(archive))
      expect(facts.members[name], name).toBe(createHash('sha256').update(canonicalJson(value)).digest('hex'));
    expect(JSON.stringify(facts)).not.toContain(customer);
  });

  it('of a customer whom the CRM alone knows holds what the CRM knows', async () => {
    const { archive } = await archiveOf('olga');
    expect(archive).toMatchObject({ subject: { customerId: 'olga', token: null }, events: [], journeys: [] });
    expect(archive.crm).not.toBeNull();
    expect(await ground.kept.vault.find({ tenant: wealth, customerId: 'olga' })).toBeNull();
  });

  it('holds every line of the lists of the CRM, of which a person is shown the newest 50', async () => {
    const crm = createEmbeddedCrm({ database: ground.database, region: 'eu' });
    const of = { tenant: wealth, customerId: 'olga' };
    const notes = Array.from({ length: 120 }, (_, index) => `note ${index}`);
    await crm.write({
      ...{ ...of, idempotencyKey: 'many-notes', journeyId },
      operations: notes.map((text) => ({ verb: 'add_note', text })),
      expectedVersion: (await crm.readFacts(of))?.version ?? 0,
    });
    expect((await crm.view(of))?.timeline).toHaveLength(50);
    const { archive } = await archiveOf('olga');
    expect(archive.crm.timeline.map(({ text }) => text)).toEqual(expect.arrayContaining(notes));
  });

  it('is larger than it may be: nothing is given, and nothing recorded as given', async () => {
    const { store, records, crm } = bigParts();
    const archiveSubject = createArchiveSubject({
      ...{ store, records, crm, bytesLimit: 5_000, regionOf: () => 'eu' },
      ...{ explain: () => Promise.reject(new Error('not asked')), openEvidence: () => Promise.resolve(null) },
      archive: { runsOf: () => Promise.resolve([]) },
      passagesAbout: () => Promise.resolve([]),
    });
    const before = (await recorded()).length;
    const by = `prn_${'3'.repeat(32)}`;
    const asked = { tenant: wealth, customerId: customer, by, roles: ['compliance'], rules: [], now: 1 };
    expect(await archiveSubject(asked)).toEqual({ verdict: 'too_large' });
    expect(await recorded()).toHaveLength(before);
  });

  it('nor is it given without lines of the CRM that would be too many', async () => {
    const { store, records } = bigParts();
    const crm = createEmbeddedCrm({ database: ground.database, region: 'eu' });
    const asked: (number | undefined)[] = [];
    const archiveSubject = createArchiveSubject({
      ...{ store, records: { ...records, documents: () => Promise.resolve([]) }, regionOf: () => 'eu' },
      ...{ explain: () => Promise.reject(new Error('not asked')), openEvidence: () => Promise.resolve(null) },
      crm: {
        view: async ({ most, ...of }) => {
          asked.push(most);
          const view = await crm.view(of);
          const line = { id: 'case', topic: 'topic', priority: 'normal', state: 'open' };
          return view && { ...view, cases: Array.from({ length: most ?? 0 }, () => line) };
        },
      },
      archive: { runsOf: () => Promise.resolve([]) },
      passagesAbout: () => Promise.resolve([]),
    });
    const by = `prn_${'3'.repeat(32)}`;
    const input = { tenant: wealth, customerId: 'olga', by, roles: ['compliance'], rules: [], now: 1 };
    expect(await archiveSubject(input)).toEqual({ verdict: 'too_large' });
    expect(asked).toEqual([10_001]);
  });

  function bigParts() {
    const records = createSubjectRecords({ database: ground.database, masterKey: newMasterKey() });
    const many = Array.from({ length: 100 }, (_, index) => ({
      ...{ ref: `doc_${String(index).padStart(32, '0')}`, kind: 'comment' as const, commitment: 'a', createdAt: 1 },
      content: { body: 'x'.repeat(1_000) },
    })); // prettier-ignore
    return {
      store: ground.kept,
      records: { ...records, ledger: () => Promise.resolve([]), documents: () => Promise.resolve(many) },
      crm: { view: () => Promise.resolve(null) },
    };
  }
});

describe('who gets none', () => {
  it.each(['trigger', 'adviser', 'retention-lead', 'supervisor', 'operator', 'auditor'] as const)(
    'a caller who is only %s',
    async (role) => {
      const answer = await ask(customer, role);
      expect(problemIn(answer).code).toBe('forbidden');
      expect(answer.statusCode).toBe(403);
    },
  );

  it('a caller of another tenant, in the same words as about nobody', async () => {
    const other = problemIn(await ask(customer, 'compliance', retail));
    const nobody = problemIn(await ask('nobody-at-all', 'compliance'));
    expect(other).toMatchObject({ status: 404, code: 'subject_not_found' });
    expect({ ...other, instance: '' }).toEqual({ ...nobody, instance: '' });
  });

  it('anybody, while the ledger takes nothing', async () => {
    const { ledger } = ground.kept;
    const append = ledger.append;
    ledger.append = () => Promise.reject(new Error('the ledger is down'));
    const answer = await ask(customer);
    ledger.append = append;
    expect(answer.statusCode).toBe(500);
    expect(answer.body).not.toContain('Bert-Own-Words');
  });

  it('anybody, after an erasure: and the answer says so', async () => {
    const gone = await fill('dora', 'Dora-Words', 1);
    await archiveOf('dora');
    const by = { tenant: wealth, subject: gone };
    const { row } = await ground.kept.erasures.request({
      ...by,
      ...{ ground: 'subject_request', requestedBy: `prn_${'2'.repeat(32)}`, deadlineAt: 2, now: 1 },
    });
    await ground.kept.erasures.detach({
      tenant: wealth,
      id: row.id,
      approvedBy: `prn_${'4'.repeat(32)}`,
      now: 2,
    });
    const answer = problemIn(await ask('dora'));
    expect(answer).toMatchObject({ status: 404, code: 'subject_not_found' });
    expect(answer.detail).toContain('he was erased');
  });
});

it('a customer with 2,000 events and 50 journeys gets all of it', async () => {
  const tenant = wealth;
  const customerId = 'busy';
  for (let batch = 0; batch < 10; batch += 1) {
    const events = Array.from({ length: 200 }, (_, index) =>
      someEvent(tenant, {
        ...{ customerId, id: `busy-${batch}-${index}` },
        event: { text: 'y'.repeat(500) },
      }),
    );
    await ground.kept.inbox.accept({ tenant, events });
  }
  const busy = await ground.kept.vault.subjectOf({ tenant, customerId });
  for (let number = 0; number < 50; number += 1) {
    const sealed = someChain(tenant, 14, newWorkflowId(tenant, busy));
    const { workflowId } = sealed.statement;
    await ground.kept.journeys.record({ tenant, workflowId, patch: { stage: 'ended' } });
    await ground.kept.ledger.seal(sealed);
  }
  const { archive } = await archiveOf(customerId);
  expect(archive.events).toHaveLength(2_000);
  expect(new Set(archive.events.map(({ event }) => event)).size).toBe(2_000);
  expect(archive.documents).toHaveLength(2_000);
  expect(archive.journeys).toHaveLength(50);
  expect(archive.ledger.filter(({ kind }) => kind === 'seal')).toHaveLength(50);
}, 120_000);
