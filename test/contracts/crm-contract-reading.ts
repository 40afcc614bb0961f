// CRM contract, what is read: facts, identity, catalogue and slots.
import { describe, expect, it } from 'vitest';
import type { CrmBench } from './crm-contract-bench.ts';
import { contractNow, contractSeed, customerOf } from './crm-contract-data.ts';

export function describeCrmReading(bench: CrmBench): void {
  describe('reading', () => {
    it('reports the facts and the identity that the CRM holds', async () => {
      const { tenant } = await bench.newTenant();
      const anna = customerOf('anna');
      expect(await bench.connector.readFacts({ tenant, customerId: 'anna' })).toEqual({
        version: 1,
        ...anna.facts,
      });
      expect(await bench.connector.readIdentity({ tenant, customerId: 'anna' })).toEqual(anna.identity);
    });

    it('answers null for a customer whom it does not have', async () => {
      const { tenant } = await bench.newTenant();
      const nobody = { tenant, customerId: 'nobody' };
      expect(await bench.connector.readFacts(nobody)).toBeNull();
      expect(await bench.connector.readIdentity(nobody)).toBeNull();
      expect(await bench.connector.view(nobody)).toBeNull();
    });

    it('shows the newest 50 lines of a list, or as many as are asked for', async () => {
      const { tenant, write } = await bench.newTenant();
      const operations = Array.from({ length: 70 }, () => ({ verb: 'add_note' as const, text: 'a note' }));
      await write(operations);
      const shown = async (most?: number) =>
        (await bench.connector.view({ tenant, customerId: 'anna', ...(most !== undefined && { most }) }))
          ?.timeline.length;
      expect(await shown()).toBe(50);
      expect(await shown(60)).toBe(60);
      expect(await shown(1000)).toBeGreaterThanOrEqual(70);
    });

    it('leaves contacts of more than 90 days ago out, and puts the newest first', async () => {
      const { tenant } = await bench.newTenant();
      const facts = await bench.connector.readFacts({ tenant, customerId: 'olga' });
      const days = facts?.recentContacts.map(({ at }) => (contractNow - at) / 86_400_000);
      expect(days).toEqual([1, 89]);
    });

    it('lists products, offers, and the free slots from a time on, soonest first', async () => {
      const { tenant } = await bench.newTenant();
      expect(await bench.connector.products({ tenant })).toEqual(contractSeed.products);
      expect(await bench.connector.offers({ tenant })).toEqual(contractSeed.offers);
      const ids = (from: number, limit: number) =>
        bench.connector.callSlots({ tenant, from, limit }).then((slots) => slots.map(({ id }) => id));
      expect(await ids(contractNow, 10)).toEqual(['slot-1', 'slot-2', 'slot-3']);
      expect(await ids(contractNow, 1)).toEqual(['slot-1']);
      expect(await ids(contractSeed.slots[2]?.start ?? 0, 10)).toEqual(['slot-3']);
    });
  });
}
