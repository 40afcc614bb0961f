// CRM contract, idempotency: one key has one effect for ever, in one tenant.
import { describe, expect, it } from 'vitest';
import type { CrmOperation } from '../../contracts/ports/crm.ts';
import { written, type CrmBench } from './crm-contract-bench.ts';

export function describeCrmKeys(bench: CrmBench): void {
  describe('one key, one effect', () => {
    const points: CrmOperation[] = [{ verb: 'grant_points', points: 10, reason: 'thanks' }];

    it('answers the same write again with the first result and changes nothing', async () => {
      const { write, view } = await bench.newTenant();
      const first = written(await write(points));
      const before = await view();
      expect(await write(points)).toEqual({ ...first, replayed: true });
      expect(await write(points, { expectedVersion: 2 })).toEqual({ ...first, replayed: true });
      expect(await view()).toEqual(before);
    });

    it('lets writes at once with one key have one effect', async () => {
      const { write, facts, view } = await bench.newTenant();
      const results = await Promise.all(Array.from({ length: 5 }, () => write(points)));
      expect(results.map((result) => written(result).replayed).sort()).toEqual([
        false,
        true,
        true,
        true,
        true,
      ]);
      expect((await facts()).loyalty?.points).toBe(1010);
      expect((await view()).writes).toHaveLength(1);
    });

    it('calls another body, or another customer, under the same key a conflict', async () => {
      const { write, view } = await bench.newTenant();
      const first = written(await write(points));
      const conflict = { verdict: 'key_conflict', writeId: first.writeId };
      expect(await write([{ verb: 'grant_points', points: 11, reason: 'thanks' }])).toEqual(conflict);
      expect(await write(points, { customerId: 'olga' })).toEqual(conflict);
      expect((await view()).facts.loyalty?.points).toBe(1010);
      expect((await view('olga')).writes).toEqual([]);
    });

    it('keeps the key used after an undo', async () => {
      const { write, undo, facts } = await bench.newTenant();
      const first = written(await write(points));
      await undo();
      expect(await write(points, { expectedVersion: 3 })).toEqual({ ...first, replayed: true });
      expect((await facts()).loyalty?.points).toBe(1000);
    });

    it('knows nothing of a key that was never written', async () => {
      const { tenant, undo } = await bench.newTenant();
      expect(await bench.connector.findWrite({ tenant, idempotencyKey: 'never' })).toBeNull();
      expect(await undo('never')).toBe('nothing_written');
    });
  });
}
