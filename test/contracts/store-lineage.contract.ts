// The index of lineage and the records of one subject: what was sealed is found, the fields of who is erased are not, and nothing is
// another's. Run on PGlite and on PostgreSQL by store/lineage.test.ts.
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EvidenceType } from '../../contracts/evidence-entry.ts';
import { journeyIdOf } from '../../contracts/ids.ts';
import type { LineageIndex } from '../../contracts/ports/lineage.ts';
import { chainOf, type ChainLink } from '../support/chain-of.ts';
import { newTenant, newWorkflowId, someChain, someEvent, type StoreUnderTest } from './store-under-test.ts';
import { createSubjectRecords } from '../../store/subject-records.ts';
import type { JsonValue } from '../../contracts/canonical-json.ts';
import type { SubjectRecords } from '../../contracts/ports/subject-records.ts';
import { queryRows } from '../../store/database.ts';
import { createLineageIndex } from '../../store/lineage-index.ts';

const token = (kind: 'evt' | 'doc', number: number) => `${kind}_${number.toString(16).padStart(32, '0')}`;
const hash = (number: number) => number.toString(16).padStart(64, '0');

interface Sealed {
  tenant: string;
  subject: string;
  events: string[];
  passages: string[];
  write?: { id: string; diff: { ref: string; commitment: string } };
}

export function storeLineageContract(open: () => Promise<StoreUnderTest>): void {
  let under: StoreUnderTest;
  let lineage: LineageIndex;
  let records: SubjectRecords;
  beforeAll(async () => {
    under = await open();
    lineage = createLineageIndex(under);
    records = createSubjectRecords(under);
  });
  afterAll(() => under?.close());

  async function newSubjectOf(tenant: string, customerId: string): Promise<string> {
    return under.store.vault.subjectOf({ tenant, customerId });
  }

  describe('lineage', () => {
    async function seal({ tenant, subject, events, passages, write }: Sealed): Promise<string> {
      const workflowId = newWorkflowId(tenant, subject);
      const links: ChainLink[] = [];
      const add = (type: EvidenceType, facts: Record<string, unknown>) =>
        links.push({ type, stage: 'detect', at: 1, facts });
      add('journey.started', { trigger: events[0], window: { events, hash: hash(1) } });
      const set = { ref: token('doc', links.length + 7), commitment: hash(2) };
      add('evidence.retrieved', { passages: passages.map((id) => ({ id, source: 'faq' })), set });
      if (write) add('crm.acted', { write: write.id, verbs: ['grant_points'], diff: write.diff });
      const entries = chainOf(workflowId, links);
      const head = entries.at(-1)?.hash ?? '';
      const statement = { format: 'wayproof-seal/1', tenant, workflowId, outcome: 'acted' } as const;
      await under.store.ledger.seal({ statement: { ...statement, head, entries: entries.length }, entries });
      return journeyIdOf(workflowId);
    }

    it('finds the journeys that name an event, a passage, a document or a write, newest first, and says when there are more', async () => {
      const tenant = newTenant();
      const subject = await newSubjectOf(tenant, 'c-1');
      const one = await seal({ tenant, subject, events: [token('evt', 1)], passages: ['kp_1', 'kp_2'] });
      const find = (kind: 'event' | 'passage' | 'document' | 'write', id: string, limit = 10) =>
        lineage.journeysNaming({ tenant, kind, id, limit });
      expect(await find('event', token('evt', 1))).toEqual({ journeys: [one], more: false });
      // Sealed after the index was asked.
      const diff = await under.store.documents.put({ tenant, subject, kind: 'crm-diff', body: [] });
      const write = { id: 'wr_9', diff };
      const other = await seal({ tenant, subject, events: [token('evt', 1)], passages: ['kp_2'], write });
      expect(await find('event', token('evt', 1))).toEqual({ journeys: [other, one], more: false });
      expect(await find('event', token('evt', 1), 1)).toEqual({ journeys: [other], more: true });
      expect(await find('passage', 'kp_1')).toEqual({ journeys: [one], more: false });
      expect(await find('document', diff.ref)).toEqual({ journeys: [other], more: false });
      expect(await find('write', 'wr_9')).toEqual({ journeys: [other], more: false });
      expect(await find('write', 'sealed')).toEqual({ journeys: [], more: false });
      expect(await find('event', "' or true --")).toEqual({ journeys: [], more: false });
    });

    it('knows nothing of another tenant', async () => {
      const tenant = newTenant();
      const subject = await newSubjectOf(tenant, 'c-1');
      await seal({ tenant, subject, events: [token('evt', 5)], passages: [] });
      const asked = { kind: 'event', id: token('evt', 5), limit: 5 } as const;
      expect((await lineage.journeysNaming({ tenant, ...asked })).journeys).toHaveLength(1);
      expect((await lineage.journeysNaming({ tenant: newTenant(), ...asked })).journeys).toEqual([]);
    });

    describe('the fields of a write', () => {
      async function written(
        tenant: string,
        customerId: string,
      ): Promise<{ subject: string; journey: string }> {
        const subject = await newSubjectOf(tenant, customerId);
        const body = [{ object: 'loyalty', id: customerId, field: 'points', before: 1, after: 2 }];
        const diff = await under.store.documents.put({ tenant, subject, kind: 'crm-diff', body });
        const write = { id: `wr_${customerId.at(-1)}`, diff };
        return { subject, journey: await seal({ tenant, subject, events: [], passages: [], write }) };
      }
      const changing = (tenant: string, id: string, field: string | null = 'points') =>
        lineage.journeysChanging({ tenant, object: 'loyalty', id, field, limit: 5 });

      it('lead to the journey, and stand nowhere in the clear', async () => {
        const tenant = newTenant();
        const { journey } = await written(tenant, 'Zephyrine-1');
        expect((await changing(tenant, 'Zephyrine-1')).journeys).toEqual([journey]);
        expect((await changing(tenant, 'Zephyrine-1', null)).journeys).toEqual([journey]);
        expect((await changing(tenant, 'Zephyrine-1', 'tier')).journeys).toEqual([]);
        expect((await changing(tenant, 'Zephyrine-2')).journeys).toEqual([]);
        expect((await changing(newTenant(), 'Zephyrine-1')).journeys).toEqual([]);
        const rows = await under.database.inTenant(tenant, (transaction) =>
          queryRows(transaction, sql`select * from lineage_fields cross join lineage_names`),
        );
        expect(rows.length).toBeGreaterThan(0);
        expect(JSON.stringify(rows)).not.toContain('Zephyrine');
      });

      it("go with the subject's key, and do not come back", async () => {
    const tenant = newTenant();
    const { subject } = await written(tenant, 'Zephyrine-3');
    await written(tenant, 'Zephyrine-4');
    await changing(tenant, 'Zephyrine-3');
    await under.database.inTenant(tenant, (transaction) =>
      transaction.execute(sql`delete from subject_keys where subject = ${subject}`),
    );
    expect((await changing(tenant, 'Zephyrine-3')).journeys).toEqual([]);
    expect((await changing(tenant, 'Zephyrine-4')).journeys).toHaveLength(1);
    // What else they name is no way to a person.
    expect((await lineage.journeysNaming({ tenant, kind: 'write', id: 'wr_3', limit: 5 })).journeys).toHaveLength(1);
  }); // prettier-ignore

      it('of a diff that somebody altered are left out, and the others are found', async () => {
        const tenant = newTenant();
        const { subject } = await written(tenant, 'c-5');
        await written(tenant, 'c-6');
        await under.asOwner(sql`update documents set commitment = ${hash(9)} where subject = ${subject}`);
        expect((await changing(tenant, 'c-5')).journeys).toEqual([]);
        expect((await changing(tenant, 'c-6')).journeys).toHaveLength(1);
      });
    });

    it('many are read at once: who is not sealed, or not readable, is absent, and one that was altered is not shown', async () => {
      const tenant = newTenant();
      const [subject, erased] = [await newSubjectOf(tenant, 'c-1'), await newSubjectOf(tenant, 'c-2')];
      const put = (of: string) =>
        under.store.documents.put({ tenant, subject: of, kind: 'comment', body: { of } });
      const [kept, gone] = [await put(subject), await put(erased)];
      const one = await seal({ tenant, subject, events: [token('evt', 6)], passages: [] });
      const two = await seal({ tenant, subject, events: [token('evt', 7)], passages: [] });
      const never = journeyIdOf(newWorkflowId(tenant, subject));
      await under.database.inTenant(tenant, (transaction) =>
        transaction.execute(sql`delete from subject_keys where subject = ${erased}`),
      );
      const evidence = await lineage.evidenceOf({ tenant, journeyIds: [two, never, one] });
      expect([...evidence.keys()].sort()).toEqual([one, two].sort());
      for (const [journeyId, read] of evidence)
        expect(read).toEqual(await under.store.ledger.evidenceOf({ tenant, journeyId }));
      const refs = [kept.ref, gone.ref, token('doc', 1)];
      const texts = await lineage.documents({ tenant, refs });
      expect([...texts]).toEqual([[kept.ref, await under.store.documents.get({ tenant, ref: kept.ref })]]);
      expect((await lineage.documents({ tenant, refs: [] })).size).toBe(0);
      expect((await lineage.evidenceOf({ tenant, journeyIds: [] })).size).toBe(0);
      const abroad = newTenant();
      expect((await lineage.evidenceOf({ tenant: abroad, journeyIds: [one] })).size).toBe(0);
      expect((await lineage.documents({ tenant: abroad, refs })).size).toBe(0);
      const broken = { type: 'ContractBroken' };
      await under.asOwner(sql`update documents set commitment = ${hash(9)} where ref = ${kept.ref}`);
      await expect(lineage.documents({ tenant, refs })).rejects.toMatchObject(broken);
      await under.asOwner(sql`update sealed_journeys set entries = '[]' where journey_id = ${two}`);
      await expect(lineage.evidenceOf({ tenant, journeyIds: [one, two] })).rejects.toMatchObject(broken);
    });

    it('two who ask at the same time get the same', async () => {
      const tenant = newTenant();
      const subject = await newSubjectOf(tenant, 'c-1');
      for (let number = 0; number < 60; number += 1)
        await seal({ tenant, subject, events: [token('evt', 1)], passages: [] });
      const asked = { tenant, kind: 'event', id: token('evt', 1), limit: 100 } as const;
      const answers = await Promise.all([1, 2, 3].map(() => lineage.journeysNaming(asked)));
      for (const { journeys } of answers) expect(new Set(journeys).size).toBe(60);
    });

    it('says that it is not up to date rather than answering from a part', async () => {
      const tenant = newTenant();
      const subject = await newSubjectOf(tenant, 'c-1');
      for (let number = 0; number < 60; number += 1)
        await seal({ tenant, subject, events: [token('evt', 2)], passages: [] });
      const hasty = createLineageIndex({ ...under, patienceMs: 0 });
      const asked = { tenant, kind: 'event', id: token('evt', 2), limit: 100 } as const;
      await expect(hasty.journeysNaming(asked)).rejects.toMatchObject({ type: 'DependencyUnavailable' });
      // What was done stays.
      expect((await hasty.journeysNaming(asked)).journeys).toHaveLength(60);
    });
  });

  describe('the records of a subject', () => {
    it('are all that the tables have of him, page by page, and nothing of another', async () => {
      const tenant = newTenant();
      const [mine, other] = [await newSubjectOf(tenant, 'c-1'), await newSubjectOf(tenant, 'c-2')];
      const refs: string[] = [];
      for (const subject of [mine, mine, other, mine]) {
        const { ref } = await under.store.documents.put({ tenant, subject, kind: 'comment', body: subject });
        if (subject === mine) refs.push(ref);
        await under.store.values.keep({
          ...{ tenant, subject },
          values: [{ token: `[[PERSON_${ref.slice(4, 20)}]]`, type: 'PERSON', value: subject }],
        });
      }
      const of = { tenant, subject: mine };
      const first = await records.documents({ ...of, after: null, limit: 2 });
      const second = await records.documents({ ...of, after: first[1]?.ref ?? '', limit: 2 });
      expect([...first, ...second].map(({ ref }) => ref)).toEqual([...refs].sort());
      for (const { content } of first) expect(content).toEqual({ body: mine });
      const values = await records.values({ ...of, after: null, limit: 10 });
      expect(values.map(({ value }) => value)).toEqual([mine, mine, mine]);
      expect(await records.knownSince(of)).toBeGreaterThan(0);
      const abroad = { tenant: newTenant(), subject: mine };
      expect(await records.knownSince(abroad)).toBeNull();
      expect(await records.documents({ ...abroad, after: null, limit: 10 })).toEqual([]);
    });

    it('of the ledger are those that name him, his journeys or his events', async () => {
      const tenant = newTenant();
      const accept = (customerId: string) =>
        under.store.inbox.accept({ tenant, events: [someEvent(tenant, { customerId })] });
      const [mine] = await accept('c-1');
      const [other] = await accept('c-2');
      if (mine?.verdict !== 'accepted' || other?.verdict !== 'accepted') throw new Error('not accepted');
      const append = (key: string, kind: string, facts: JsonValue) =>
        under.store.ledger.append({ tenant, key, kind, journeyId: null, facts });
      for (const { event, subject } of [mine, other]) {
        await append(`conflict/${event}`, 'event.conflict', { event });
        await append(`revealed/${subject}`, 'content.revealed', { about: subject });
        await under.store.ledger.seal(someChain(tenant, 2, newWorkflowId(tenant, subject)));
      }
      const found = await records.ledger({ tenant, subject: mine.subject });
      expect(found.map(({ kind }) => kind)).toEqual(['event.conflict', 'content.revealed', 'seal']);
      expect(JSON.stringify(found)).not.toContain(other.subject);
      expect(
        (await records.events({ tenant, subject: mine.subject, after: null, limit: 5 })).map(
          ({ event }) => event,
        ),
      ).toEqual([mine.event]);
    });

    it('are none when his key is gone, and one that was altered says so', async () => {
      const tenant = newTenant();
      const subject = await newSubjectOf(tenant, 'c-1');
      const { ref } = await under.store.documents.put({ tenant, subject, kind: 'comment', body: 'x' });
      await under.asOwner(sql`update documents set commitment = ${hash(9)} where ref = ${ref}`);
      const of = { tenant, subject, after: null, limit: 5 };
      expect(await records.documents(of)).toEqual([expect.objectContaining({ ref, content: 'altered' })]);
      await under.database.inTenant(tenant, (transaction) =>
        transaction.execute(sql`delete from subject_keys where subject = ${subject}`),
      );
      expect(await records.documents(of)).toEqual([]);
      expect(await records.values(of)).toEqual([]);
    });
  });
}
