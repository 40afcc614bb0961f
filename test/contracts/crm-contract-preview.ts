// CRM contract, preview: what a write would change, told without changing it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CrmOperation, CrmWrite, FieldChange } from '../../contracts/ports/crm.ts';
import { written, type CrmBench, type TenantBench } from './crm-contract-bench.ts';
import { anyOperation } from './crm-contract-data.ts';

export function describeCrmPreview(bench: CrmBench): void {
  const preview = (
    { tenant }: TenantBench,
    operations: CrmOperation[],
    other: Partial<CrmWrite> = {},
  ): ReturnType<NonNullable<typeof bench.connector.preview>> => {
    if (!bench.connector.preview) throw new Error('this connector cannot tell beforehand');
    const { customerId = 'anna', expectedVersion = 1 } = other;
    return bench.connector.preview({ tenant, customerId, operations, expectedVersion });
  };

  /** Both endings come up, or the property would promise less than it says. */
  const bothKinds: [CrmOperation[]][] = [
    [[{ verb: 'add_note', text: 'n' }]],
    [
      [
        { verb: 'add_note', text: 'n' },
        { verb: 'schedule_call', slotId: 'slot-past', withRole: 'adviser', subject: 's' },
      ],
    ],
  ];

  describe('preview', () => {
    it('tells what the write then changes, and what it would refuse, for any operations', async () => {
      const own = await bench.newTenant();
      let run = 0;
      const ended = { written: 0, refused: 0 };
      await fc.assert(
        fc.asyncProperty(fc.array(anyOperation, { minLength: 1, maxLength: 5 }), async (operations) => {
          const idempotencyKey = `run-${(run += 1)}`;
          const [before, free] = [await own.view(), await own.slots()];
          const expectedVersion = before.facts.version;
          const told = await preview(own, operations, { expectedVersion });
          const again = await preview(own, operations, { expectedVersion });
          expect([await own.view(), await own.slots()]).toEqual([before, free]);

          const result = await own.write(operations, { idempotencyKey, expectedVersion });
          if (result.verdict !== 'written') {
            ended.refused += 1;
            expect([told, again]).toEqual([result, result]);
            return;
          }
          ended.written += 1;
          if (told.verdict !== 'would_write' || again.verdict !== 'would_write')
            throw new Error(`expected a diff, got ${JSON.stringify([told, again])}`);
          expect(withoutMadeIds(told.diff)).toEqual(withoutMadeIds(result.diff));
          expect(withoutMadeIds(again.diff)).toEqual(withoutMadeIds(result.diff));
          await own.undo(idempotencyKey);
        }),
        { numRuns: 15, examples: bothKinds },
      );
      expect(ended.written).toBeGreaterThan(0);
      expect(ended.refused).toBeGreaterThan(0);
    });

    it('uses no key, no version, no slot and no limit up', async () => {
      const own = await bench.newTenant();
      const { view, write, slots } = own;
      const [before, free] = [await view(), await slots()];
      const operations: CrmOperation[] = [
        { verb: 'schedule_call', slotId: 'slot-1', withRole: 'adviser', subject: 's' },
        { verb: 'grant_points', points: 9_000_000, reason: 'r' },
        { verb: 'send_message', channel: 'email', text: 't' },
        { verb: 'add_note', text: 'n' },
      ];
      for (let round = 0; round < 3; round += 1)
        expect((await preview(own, operations)).verdict).toBe('would_write');
      expect(await view()).toEqual(before);
      expect(await slots()).toEqual(free);
      expect(written(await write(operations)).version).toEqual({ before: 1, after: 2 });
    });

    it('answers as a write does for an older version, for nothing at all, and for nobody', async () => {
      const own = await bench.newTenant();
      const note: CrmOperation[] = [{ verb: 'add_note', text: 'n' }];
      expect(await preview(own, note, { expectedVersion: 0 })).toEqual({
        ...{ verdict: 'version_conflict', currentVersion: 1 },
      });
      expect(await preview(own, [])).toEqual({ verdict: 'refused', code: 'no_operations' });
      expect(await preview(own, note, { customerId: 'nobody' })).toEqual({ verdict: 'missing' });
      const elsewhere = await bench.newTenant({ customers: [], products: [], offers: [], slots: [] });
      expect(await preview(elsewhere, note)).toEqual({ verdict: 'missing' });
    });
  });
}

/** Objects that a write makes get an id when they are made: here the first made object is `made-1`, the next `made-2`, and so on. */
function withoutMadeIds(diff: readonly FieldChange[]): FieldChange[] {
  const names = new Map<string, string>();
  for (const { id, before } of diff)
    if (before === null && !names.has(id)) names.set(id, `made-${names.size + 1}`);
  return diff.map((change) => ({ ...change, id: names.get(change.id) ?? change.id }));
}
