// CRM contract, tenants: equal names in two tenants never meet.
import { describe, expect, it } from 'vitest';
import type { CrmOperation } from '../../contracts/ports/crm.ts';
import { written, type CrmBench } from './crm-contract-bench.ts';

export function describeCrmTenants(bench: CrmBench): void {
  describe('tenants', () => {
    it("never reads, writes, finds or undoes another tenant's", async () => {
      const one = await bench.newTenant();
      const { tenant } = await bench.newTenant({ customers: [], products: [], offers: [], slots: [] });
      await one.write([{ verb: 'add_note', text: 'mine' }]);
      const before = await one.view();

      const anna = { tenant, customerId: 'anna' };
      expect(await bench.connector.readFacts(anna)).toBeNull();
      expect(await bench.connector.readIdentity(anna)).toBeNull();
      expect(await bench.connector.view(anna)).toBeNull();
      expect(await bench.connector.products({ tenant })).toEqual([]);
      expect(await bench.connector.offers({ tenant })).toEqual([]);
      expect(await bench.connector.callSlots({ tenant, from: 0, limit: 10 })).toEqual([]);
      expect(await bench.connector.findWrite({ tenant, idempotencyKey: 'key-1' })).toBeNull();
      expect(await one.undo('key-2')).toBe('nothing_written');
      expect(await bench.connector.undo({ tenant, idempotencyKey: 'key-1' })).toBe('nothing_written');
      const intrusion = { tenant, idempotencyKey: 'key-2', expectedVersion: 2 };
      expect(await one.write([{ verb: 'add_note', text: 'theirs' }], intrusion)).toEqual({
        verdict: 'missing',
      });
      expect(await one.view()).toEqual(before);
    });

    it('keeps equal customer ids, slots and keys of two tenants apart', async () => {
      const [one, two] = [await bench.newTenant(), await bench.newTenant()];
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
}
