// CRM contract, erasure: everything of one customer goes, what he held is free again, and his keys stay used.
import { describe, expect, it } from 'vitest';
import type { CrmOperation } from '../../contracts/ports/crm.ts';
import { written, type CrmBench } from './crm-contract-bench.ts';
import { contractNow } from './crm-contract-data.ts';

const everything: CrmOperation[] = [
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

export function describeCrmErase(bench: CrmBench): void {
  const annaOf = (tenant: string) => ({ tenant, customerId: 'anna' });

  describe('erase', () => {
    it('leaves nothing of the customer to any reader, and says how much it was', async () => {
      const { tenant, write } = await bench.newTenant();
      written(await write(everything));
      const { connector } = bench;
      const answer = await connector.erase(annaOf(tenant));
      if (answer.verdict !== 'erased') throw new Error(`expected erased, got ${answer.verdict}`);
      // The record, what the seed gave her, and one object of each verb at the least.
      expect(answer.objects).toBeGreaterThan(everything.length + 1);
      expect(await connector.readFacts(annaOf(tenant))).toBeNull();
      expect(await connector.readIdentity(annaOf(tenant))).toBeNull();
      expect(await connector.view(annaOf(tenant))).toBeNull();
      expect(await connector.findWrite({ tenant, idempotencyKey: 'key-1' })).toBeNull();
    });

    it('is done once, however often and however many at once ask', async () => {
      const { tenant, write } = await bench.newTenant();
      await write(everything);
      const { connector } = bench;
      const answers = await Promise.all([1, 2, 3].map(() => connector.erase(annaOf(tenant))));
      expect(answers.map(({ verdict }) => verdict).sort()).toEqual(['erased', 'missing', 'missing']);
      expect(await connector.erase(annaOf(tenant))).toEqual({ verdict: 'missing' });
      expect(await connector.erase({ tenant, customerId: 'nobody' })).toEqual({ verdict: 'missing' });
      // An empty id is nobody's, also not that of what an erasure left.
      expect(await connector.erase({ tenant, customerId: '' })).toEqual({ verdict: 'missing' });
    });

    it('frees the slot that she had booked, for somebody else', async () => {
      const { tenant, write, slots, view } = await bench.newTenant();
      const free = await slots();
      await write(everything);
      expect(await slots()).not.toEqual(free);
      await bench.connector.erase(annaOf(tenant));
      expect(await slots()).toEqual(free);
      const [call] = everything;
      written(await write([call!], { idempotencyKey: 'key-2', customerId: 'bert' }));
      expect((await view('bert')).calls.map(({ state }) => state)).toEqual(['booked']);
    });

    it('takes no slot from whoever booked it after her', async () => {
      const { tenant, write, undo, view, slots } = await bench.newTenant();
      await write(everything);
      await undo();
      const [call] = everything;
      written(await write([call!], { idempotencyKey: 'key-2', customerId: 'bert' }));
      const taken = await slots();
      await bench.connector.erase(annaOf(tenant));
      expect(await undo()).toBe('nothing_written');
      expect(await slots()).toEqual(taken);
      expect((await view('bert')).calls.map(({ state }) => state)).toEqual(['booked']);
    });

    it('touches no other customer, and none of another tenant', async () => {
      const { tenant, write, view } = await bench.newTenant();
      const other = await bench.newTenant();
      await write(everything);
      await write([{ verb: 'add_note', text: 'his' }], { idempotencyKey: 'key-2', customerId: 'bert' });
      await other.write(everything);
      const before = [await view('bert'), await view('olga'), await other.view()];
      await bench.connector.erase(annaOf(tenant));
      expect([await view('bert'), await view('olga'), await other.view()]).toEqual(before);
    });

    it('lets no write of hers come again, not even by its key, and takes none back', async () => {
      const { tenant, write, undo, slots } = await bench.newTenant();
      await write(everything);
      await bench.connector.erase(annaOf(tenant));
      expect(await write(everything)).toEqual({ verdict: 'missing' });
      expect(await write(everything, { customerId: 'bert' })).toEqual({ verdict: 'missing' });
      expect(await write(everything, { idempotencyKey: 'key-2' })).toEqual({ verdict: 'missing' });
      const [call] = everything;
      written(await write([call!], { idempotencyKey: 'key-3', customerId: 'bert' }));
      const taken = await slots();
      expect(await undo()).toBe('nothing_written');
      expect(await slots()).toEqual(taken);
      expect(await bench.connector.callSlots({ tenant, from: contractNow, limit: 10 })).toEqual(taken);
    });

    it('goes together with a write and an undo at the same moment, and nothing of them stays', async () => {
      for (let round = 0; round < 5; round += 1) {
        const { tenant, write, undo, slots } = await bench.newTenant();
        const free = await slots();
        await write(everything);
        const [call] = everything;
        const next = [{ ...call!, slotId: 'slot-2' }] as CrmOperation[];
        await Promise.all([
          write(next, { idempotencyKey: 'key-2', expectedVersion: 2 }),
          bench.connector.erase(annaOf(tenant)),
          undo(),
        ]);
        expect(await bench.connector.view(annaOf(tenant))).toBeNull();
        expect(await slots()).toEqual(free);
        expect(await bench.connector.erase(annaOf(tenant))).toEqual({ verdict: 'missing' });
      }
    });
  });
}
