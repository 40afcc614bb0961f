// What every CRM connector promises, whatever stands behind it. A connector's own test runs this with a CRM that it can
// fill; nothing here knows how the connector keeps its data.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  CrmConnector,
  CrmOperation,
  CrmRecordView,
  CrmWrite,
  FieldChange,
} from '../../contracts/ports/crm.ts';
import { anyOperation, contractNow, contractSeed, customerOf } from './crm-contract-data.ts';
import type { CrmContractSeed } from './crm-contract-data.ts';

export interface CrmUnderTest {
  /** Reads `contractNow` as its clock. */
  connector: CrmConnector;
  /** Fills an empty tenant. */
  fill(tenant: string, seed: CrmContractSeed): Promise<void>;
  close(): Promise<void>;
}

type Written = Extract<Awaited<ReturnType<CrmConnector['write']>>, { verdict: 'written' }>;

export function describeCrmContract(name: string, open: () => Promise<CrmUnderTest>): void {
  describe(`CRM contract: ${name}`, () => {
    let crm: CrmUnderTest;
    let tenants = 0;
    beforeAll(async () => {
      crm = await open();
    });
    afterAll(async () => {
      await crm.close();
    });

    /** A tenant of its own for each test, and writes for its customer `anna`. */
    async function newTenant() {
      const tenant = `contract-${(tenants += 1)}`;
      await crm.fill(tenant, contractSeed);
      const write = (operations: CrmOperation[], other: Partial<CrmWrite> = {}) =>
        crm.connector.write({
          tenant,
          customerId: 'anna',
          idempotencyKey: 'key-1',
          operations,
          expectedVersion: 1,
          journeyId: 'jrn_000000000000000000000001',
          ...other,
        });
      const view = async (customerId = 'anna'): Promise<CrmRecordView> => {
        const found = await crm.connector.view({ tenant, customerId });
        if (!found) throw new Error('the contract customer is not there');
        return found;
      };
      const undo = (idempotencyKey = 'key-1') => crm.connector.undo({ tenant, idempotencyKey });
      const facts = async () => (await view()).facts;
      const slots = () => crm.connector.callSlots({ tenant, from: contractNow, limit: 10 });
      return { tenant, write, view, undo, facts, slots };
    }

    function written(result: Awaited<ReturnType<CrmConnector['write']>>): Written {
      if (result.verdict !== 'written') throw new Error(`expected written, got ${JSON.stringify(result)}`);
      return result;
    }

    describe('reading', () => {
      it('reports the facts and the identity that the CRM holds', async () => {
        const { tenant } = await newTenant();
        const anna = customerOf('anna');
        expect(await crm.connector.readFacts({ tenant, customerId: 'anna' })).toEqual({
          version: 1,
          ...anna.facts,
        });
        expect(await crm.connector.readIdentity({ tenant, customerId: 'anna' })).toEqual(anna.identity);
      });

      it('answers null for a customer whom it does not have', async () => {
        const { tenant } = await newTenant();
        const nobody = { tenant, customerId: 'nobody' };
        expect(await crm.connector.readFacts(nobody)).toBeNull();
        expect(await crm.connector.readIdentity(nobody)).toBeNull();
        expect(await crm.connector.view(nobody)).toBeNull();
      });

      it('leaves contacts of more than 90 days ago out, and puts the newest first', async () => {
        const { tenant } = await newTenant();
        const facts = await crm.connector.readFacts({ tenant, customerId: 'olga' });
        const days = facts?.recentContacts.map(({ at }) => (contractNow - at) / 86_400_000);
        expect(days).toEqual([1, 89]);
      });

      it('lists products, offers, and the free slots from a time on, soonest first', async () => {
        const { tenant } = await newTenant();
        expect(await crm.connector.products({ tenant })).toEqual(contractSeed.products);
        expect(await crm.connector.offers({ tenant })).toEqual(contractSeed.offers);
        const ids = (from: number, limit: number) =>
          crm.connector.callSlots({ tenant, from, limit }).then((slots) => slots.map(({ id }) => id));
        expect(await ids(contractNow, 10)).toEqual(['slot-1', 'slot-2', 'slot-3']);
        expect(await ids(contractNow, 1)).toEqual(['slot-1']);
        expect(await ids(contractSeed.slots[2]?.start ?? 0, 10)).toEqual(['slot-3']);
      });
    });

    describe('each verb writes what it says', () => {
      const cases: {
        operation: CrmOperation;
        /** Where a person sees it. */
        shows: (view: CrmRecordView) => unknown;
        as: unknown;
        change: Omit<FieldChange, 'id'>;
      }[] = [
        {
          operation: { verb: 'schedule_call', slotId: 'slot-2', withRole: 'adviser', subject: 'Options' },
          shows: ({ calls, facts }) => [calls, facts.recentContacts[0]],
          as: [
            [{ id: expect.any(String), slotId: 'slot-2', state: 'booked' }],
            { channel: 'phone', at: contractNow },
          ],
          change: { object: 'call_slot', field: 'state', before: 'free', after: 'taken' },
        },
        {
          operation: { verb: 'post_inbox_briefing', toRole: 'adviser', title: 'Briefing', text: 'Facts.' },
          shows: ({ tasks }) => tasks,
          as: [{ id: expect.any(String), forRole: 'adviser', title: 'Briefing', state: 'unread' }],
          change: { object: 'briefing', field: 'text', before: null, after: 'Facts.' },
        },
        {
          operation: { verb: 'propose_portfolio', productIds: ['fund-3', 'note-2'], riskClass: 3 },
          shows: ({ timeline }) => timeline.map(({ kind, text }) => [kind, text.includes('fund-3')]),
          as: [['propose_portfolio', true]],
          change: {
            object: 'portfolio_proposal',
            field: 'productIds',
            before: null,
            after: ['fund-3', 'note-2'],
          },
        },
        {
          operation: { verb: 'grant_offer', offerId: 'ship-free', valueMinor: 900, currency: 'EUR' },
          shows: ({ offers }) => offers,
          as: [{ id: expect.any(String), offerId: 'ship-free', state: 'granted' }],
          change: { object: 'granted_offer', field: 'valueMinor', before: null, after: 900 },
        },
        {
          operation: { verb: 'grant_points', points: 250, reason: 'churn-rescue' },
          shows: ({ facts }) => facts.loyalty,
          as: { tier: 'gold', points: 1250 },
          change: { object: 'loyalty', field: 'points', before: 1000, after: 1250 },
        },
        {
          operation: { verb: 'open_case', topic: 'warranty', priority: 'high', text: 'Call back.' },
          shows: ({ cases, facts }) => [cases[0], facts.openCases],
          as: [{ id: expect.any(String), topic: 'warranty', priority: 'high', state: 'open' }, 3],
          change: { object: 'case', field: 'priority', before: null, after: 'high' },
        },
        {
          operation: { verb: 'send_message', channel: 'email', text: 'Hello.' },
          shows: ({ outbox, facts }) => [outbox, facts.recentContacts[0]],
          as: [
            [{ id: expect.any(String), channel: 'email', at: contractNow, state: 'queued', text: 'Hello.' }],
            { channel: 'email', at: contractNow },
          ],
          change: { object: 'message', field: 'state', before: null, after: 'queued' },
        },
        {
          operation: {
            verb: 'create_task',
            forRole: 'supervisor',
            title: 'Check',
            text: 'Please.',
            dueInDays: 2,
          },
          shows: ({ tasks }) => tasks,
          as: [{ id: expect.any(String), forRole: 'supervisor', title: 'Check', state: 'open' }],
          change: { object: 'task', field: 'dueAt', before: null, after: contractNow + 2 * 86_400_000 },
        },
        {
          operation: { verb: 'add_note', text: 'Prefers mornings.' },
          shows: ({ timeline }) => timeline.map(({ kind, text }) => [kind, text]),
          as: [['note', 'Prefers mornings.']],
          change: { object: 'note', field: 'text', before: null, after: 'Prefers mornings.' },
        },
      ];

      it.each(cases)('$operation.verb', async ({ operation, shows, as, change }) => {
        const { tenant, write, view, facts } = await newTenant();
        const result = written(await write([operation]));
        expect(result).toMatchObject({ replayed: false, version: { before: 1, after: 2 } });
        expect(result.diff).toContainEqual({ ...change, id: expect.any(String) });

        const seen = await view();
        expect(shows(seen)).toEqual(as);
        expect(seen.writes).toEqual([
          { id: result.writeId, idempotencyKey: 'key-1', state: 'written', diff: result.diff },
        ]);
        expect(seen.timeline[0]).toMatchObject({ journeyId: 'jrn_000000000000000000000001' });
        expect((await facts()).version).toBe(2);
        expect(await crm.connector.findWrite({ tenant, idempotencyKey: 'key-1' })).toEqual({
          ...result,
          replayed: true,
        });
      });
    });

    describe('one key, one effect', () => {
      const points: CrmOperation[] = [{ verb: 'grant_points', points: 10, reason: 'thanks' }];

      it('answers the same write again with the first result and changes nothing', async () => {
        const { write, view } = await newTenant();
        const first = written(await write(points));
        const before = await view();
        expect(await write(points)).toEqual({ ...first, replayed: true });
        expect(await write(points, { expectedVersion: 2 })).toEqual({ ...first, replayed: true });
        expect(await view()).toEqual(before);
      });

      it('lets two writes at once with one key have one effect', async () => {
        const { write, facts, view } = await newTenant();
        const results = await Promise.all([write(points), write(points)]);
        expect(results.map((result) => written(result).replayed).sort()).toEqual([false, true]);
        expect((await facts()).loyalty?.points).toBe(1010);
        expect((await view()).writes).toHaveLength(1);
      });

      it('calls another body, or another customer, under the same key a conflict', async () => {
        const { write, view } = await newTenant();
        const first = written(await write(points));
        const conflict = { verdict: 'key_conflict', writeId: first.writeId };
        expect(await write([{ verb: 'grant_points', points: 11, reason: 'thanks' }])).toEqual(conflict);
        expect(await write(points, { customerId: 'olga' })).toEqual(conflict);
        expect((await view()).facts.loyalty?.points).toBe(1010);
        expect((await view('olga')).writes).toEqual([]);
      });

      it('keeps the key used after an undo', async () => {
        const { write, undo, facts } = await newTenant();
        const first = written(await write(points));
        await undo();
        expect(await write(points, { expectedVersion: 3 })).toEqual({ ...first, replayed: true });
        expect((await facts()).loyalty?.points).toBe(1000);
      });

      it('knows nothing of a key that was never written', async () => {
        const { tenant, undo } = await newTenant();
        expect(await crm.connector.findWrite({ tenant, idempotencyKey: 'never' })).toBeNull();
        expect(await undo('never')).toBe('nothing_written');
      });
    });

    describe('refusals change nothing', () => {
      it('refuses a write that was made from an older version, and leaves its key free', async () => {
        const { write, view } = await newTenant();
        await write([{ verb: 'add_note', text: 'first' }]);
        const before = await view();
        const late = { idempotencyKey: 'key-2', expectedVersion: 1 };
        expect(await write([{ verb: 'add_note', text: 'late' }], late)).toEqual({
          verdict: 'version_conflict',
          currentVersion: 2,
        });
        expect(await view()).toEqual(before);
        written(await write([{ verb: 'add_note', text: 'late' }], { ...late, expectedVersion: 2 }));
      });

      it('lets one of two writes from the same version through', async () => {
        const { write, view } = await newTenant();
        const results = await Promise.all([
          write([{ verb: 'add_note', text: 'one' }], { idempotencyKey: 'one' }),
          write([{ verb: 'add_note', text: 'two' }], { idempotencyKey: 'two' }),
        ]);
        expect(results.map(({ verdict }) => verdict).sort()).toEqual(['version_conflict', 'written']);
        expect((await view()).writes).toHaveLength(1);
      });

      it('answers missing for a customer whom it does not have', async () => {
        const { write } = await newTenant();
        expect(await write([{ verb: 'add_note', text: 'x' }], { customerId: 'nobody' })).toEqual({
          verdict: 'missing',
        });
      });

      it.each<[string, CrmOperation, string?]>([
        ['unknown_slot', { verb: 'schedule_call', slotId: 'none', withRole: 'adviser', subject: 's' }],
        ['slot_past', { verb: 'schedule_call', slotId: 'slot-past', withRole: 'adviser', subject: 's' }],
        [
          'channel_unreachable',
          { verb: 'schedule_call', slotId: 'slot-1', withRole: 'adviser', subject: 's' },
          'olga',
        ],
        ['channel_unreachable', { verb: 'send_message', channel: 'whatsapp', text: 't' }, 'olga'],
        ['channel_unreachable', { verb: 'send_message', channel: 'email', text: 't' }, 'olga'],
        ['unknown_product', { verb: 'propose_portfolio', productIds: ['fund-3', 'none'], riskClass: 3 }],
        ['risk_class_exceeded', { verb: 'propose_portfolio', productIds: ['note-6'], riskClass: 3 }],
        ['risk_class_exceeded', { verb: 'propose_portfolio', productIds: ['radio'], riskClass: 3 }],
        ['risk_class_changed', { verb: 'propose_portfolio', productIds: ['note-6'], riskClass: 6 }],
        ['unknown_offer', { verb: 'grant_offer', offerId: 'none', valueMinor: 1, currency: 'EUR' }],
        ['offer_limit', { verb: 'grant_offer', offerId: 'ship-free', valueMinor: 1000, currency: 'EUR' }],
        ['offer_limit', { verb: 'grant_offer', offerId: 'ship-free', valueMinor: 900, currency: 'INR' }],
        ['points_limit', { verb: 'grant_points', points: -5, reason: 'r' }],
        ['points_limit', { verb: 'grant_points', points: 1e9, reason: 'r' }],
        ['no_loyalty_account', { verb: 'grant_points', points: 5, reason: 'r' }, 'olga'],
        ['text_unstorable', { verb: 'add_note', text: 'a\0b' }],
        ['unknown_verb', { verb: 'delete_customer' } as unknown as CrmOperation],
      ])('%s takes the operations before it back', async (code, operation, customerId = 'anna') => {
        const { tenant, write, view, slots } = await newTenant();
        const before = [await view(customerId), await slots()];
        const earlier: CrmOperation = {
          verb: 'open_case',
          topic: 'warranty',
          priority: 'normal',
          text: 'Earlier.',
        };
        expect(await write([earlier, operation], { customerId })).toEqual({ verdict: 'refused', code });
        expect([await view(customerId), await slots()]).toEqual(before);
        expect(await crm.connector.findWrite({ tenant, idempotencyKey: 'key-1' })).toBeNull();
      });

      it('refuses a write without operations', async () => {
        const { write } = await newTenant();
        expect(await write([])).toEqual({ verdict: 'refused', code: 'no_operations' });
      });

      it('books a slot once, for whoever comes first', async () => {
        const { write, slots } = await newTenant();
        const call: CrmOperation = {
          verb: 'schedule_call',
          slotId: 'slot-1',
          withRole: 'adviser',
          subject: 's',
        };
        const results = await Promise.all([
          write([call], { idempotencyKey: 'anna' }),
          write([call], { idempotencyKey: 'bert', customerId: 'bert' }),
        ]);
        expect(results.map((result) => (result.verdict === 'refused' ? result.code : result.verdict)).sort()) // prettier-ignore
          .toEqual(['slot_taken', 'written']);
        expect((await slots()).map(({ id }) => id)).toEqual(['slot-2', 'slot-3']);
      });
    });

    describe('undo', () => {
      const all: CrmOperation[] = [
        { verb: 'schedule_call', slotId: 'slot-1', withRole: 'adviser', subject: 's' },
        { verb: 'post_inbox_briefing', toRole: 'adviser', title: 'Briefing', text: 't' },
        { verb: 'propose_portfolio', productIds: ['fund-3'], riskClass: 3 },
        { verb: 'grant_offer', offerId: 'ship-free', valueMinor: 900, currency: 'EUR' },
        { verb: 'grant_points', points: 250, reason: 'r' },
        { verb: 'open_case', topic: 'warranty', priority: 'high', text: 't' },
        { verb: 'send_message', channel: 'whatsapp', text: 't' },
        { verb: 'create_task', forRole: 'supervisor', title: 'Task', text: 't', dueInDays: 1 },
        { verb: 'add_note', text: 'A note.' },
      ];

      it('takes every verb back, keeps the diff, and says so on the timeline', async () => {
        const { write, undo, view, slots } = await newTenant();
        const before = await view();
        const free = await slots();
        const result = written(await write(all));

        expect(await undo()).toBe('undone');
        const after = await view();
        expect(after.facts).toEqual({ ...before.facts, version: 3 });
        expect(await slots()).toEqual(free);
        expect(after.calls.map(({ state }) => state)).toEqual(['cancelled']);
        expect(after.tasks.map(({ state }) => state).sort()).toEqual(['cancelled', 'withdrawn']);
        expect(after.offers.map(({ state }) => state)).toEqual(['withdrawn']);
        expect(after.cases.find(({ topic }) => topic === 'warranty')?.state).toBe('cancelled');
        expect(after.outbox.map(({ state }) => state)).toEqual(['cancelled']);
        expect(after.timeline.some(({ kind }) => kind === 'note')).toBe(false);
        expect(after.timeline[0]).toMatchObject({
          kind: 'undone',
          journeyId: 'jrn_000000000000000000000001',
        });
        expect(after.writes).toEqual([
          { id: result.writeId, idempotencyKey: 'key-1', state: 'undone', diff: result.diff },
        ]);
      });

      it('is done once, however often and however many at once ask', async () => {
        const { write, undo, view } = await newTenant();
        await write(all);
        expect(await Promise.all([undo(), undo()])).toEqual(['undone', 'undone']);
        const once = await view();
        expect(await undo()).toBe('undone');
        expect(await view()).toEqual(once);
        expect(once.facts.version).toBe(3);
      });

      it('leaves what other writes did: later points stay, a freed slot can be booked again', async () => {
        const { write, undo, facts, view } = await newTenant();
        await write(all);
        const later = { idempotencyKey: 'key-2', expectedVersion: 2 };
        await write([{ verb: 'grant_points', points: 30, reason: 'later' }], later);
        await undo();
        expect((await facts()).loyalty?.points).toBe(1030);

        const call: CrmOperation = {
          verb: 'schedule_call',
          slotId: 'slot-1',
          withRole: 'adviser',
          subject: 's',
        };
        written(await write([call], { idempotencyKey: 'key-3', customerId: 'bert' }));
        await undo();
        expect((await view('bert')).calls.map(({ state }) => state)).toEqual(['booked']);
      });
    });

    describe('tenants', () => {
      it("never reads, writes, finds or undoes another tenant's", async () => {
        const one = await newTenant();
        const tenant = `contract-${(tenants += 1)}`;
        await crm.fill(tenant, { customers: [], products: [], offers: [], slots: [] });
        await one.write([{ verb: 'add_note', text: 'mine' }]);
        const before = await one.view();

        const anna = { tenant, customerId: 'anna' };
        expect(await crm.connector.readFacts(anna)).toBeNull();
        expect(await crm.connector.readIdentity(anna)).toBeNull();
        expect(await crm.connector.view(anna)).toBeNull();
        expect(await crm.connector.products({ tenant })).toEqual([]);
        expect(await crm.connector.offers({ tenant })).toEqual([]);
        expect(await crm.connector.callSlots({ tenant, from: 0, limit: 10 })).toEqual([]);
        expect(await crm.connector.findWrite({ tenant, idempotencyKey: 'key-1' })).toBeNull();
        expect(await one.undo('key-2')).toBe('nothing_written');
        expect(await crm.connector.undo({ tenant, idempotencyKey: 'key-1' })).toBe('nothing_written');
        const intrusion = { tenant, idempotencyKey: 'key-2', expectedVersion: 2 };
        expect(await one.write([{ verb: 'add_note', text: 'theirs' }], intrusion)).toEqual({
          verdict: 'missing',
        });
        expect(await one.view()).toEqual(before);
      });

      it('keeps equal customer ids, slots and keys of two tenants apart', async () => {
        const [one, two] = [await newTenant(), await newTenant()];
        const call: CrmOperation = {
          verb: 'schedule_call',
          slotId: 'slot-1',
          withRole: 'adviser',
          subject: 's',
        };
        expect(written(await one.write([call])).replayed).toBe(false);
        expect(written(await two.write([call])).replayed).toBe(false);
        await one.undo();
        expect((await two.view()).calls.map(({ state }) => state)).toEqual(['booked']);
      });
    });

    it('for any operations: a repeat changes nothing, and an undo restores the facts', async () => {
      const { tenant, write, undo, view, slots } = await newTenant();
      let run = 0;
      let ended = { written: 0, refused: 0 };
      await fc.assert(
        fc.asyncProperty(fc.array(anyOperation, { minLength: 1, maxLength: 5 }), async (operations) => {
          const idempotencyKey = `run-${(run += 1)}`;
          const before = await view();
          const free = await slots();
          const { version, ...factsBefore } = before.facts;
          const result = await write(operations, { idempotencyKey, expectedVersion: version });
          if (result.verdict !== 'written') {
            expect(result.verdict).toBe('refused');
            expect(await view()).toEqual(before);
            ended = { ...ended, refused: ended.refused + 1 };
            return;
          }
          ended = { ...ended, written: ended.written + 1 };
          const once = await view();
          expect(await write(operations, { idempotencyKey, expectedVersion: version })).toEqual({
            ...result,
            replayed: true,
          });
          expect(await view()).toEqual(once);

          expect(await crm.connector.undo({ tenant, idempotencyKey })).toBe('undone');
          const undone = await view();
          expect(undone.facts).toEqual({ ...factsBefore, version: version + 2 });
          expect(await slots()).toEqual(free);
          expect(await undo(idempotencyKey)).toBe('undone');
          expect(await view()).toEqual(undone);
        }),
        { numRuns: 60 },
      );
      // Both kinds came up, or the property would promise less than it says.
      expect(ended.written).toBeGreaterThan(5);
      expect(ended.refused).toBeGreaterThan(5);
    });
  });
}
