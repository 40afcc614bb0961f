// What every anchor promises: a line of heads for each tenant that only grows, durably, by one writer at a time.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Anchor } from '../../contracts/ports/anchor.ts';
import type { AnchoredHead } from '../../contracts/tree-head.ts';
import { createLines } from '../support/anchor-lines.ts';
import { newTenant } from './store-under-test.ts';

export interface AnchorUnderTest {
  anchor: Anchor;
  /** The same anchor, as another process would use it. */
  elsewhere: Anchor;
  close(): Promise<void>;
}

const failure = (type: string) => expect.objectContaining({ type }) as unknown;

export function anchorContract(open: () => Promise<AnchorUnderTest>): void {
  let under: AnchorUnderTest;
  const lineOf = createLines();
  beforeAll(async () => {
    under = await open();
  });
  afterAll(() => under?.close());

  describe('an anchor', () => {
    it('has nothing of a tenant at first, and then what was published last', async () => {
      const { anchor, elsewhere } = under;
      const tenant = newTenant();
      expect(await anchor.newest({ tenant })).toBeNull();
      let newest: AnchoredHead | null = null;
      for (const size of [1, 5, 6]) {
        const line = lineOf(tenant, size, newest);
        await anchor.publish(line);
        newest = line;
        expect(await anchor.newest({ tenant })).toEqual(line);
        expect(await elsewhere.newest({ tenant })).toEqual(line);
      }
    });

    it('keeps tenants apart', async () => {
      const { anchor } = under;
      const [one, other] = [newTenant(), newTenant()];
      await anchor.publish(lineOf(one, 3, null));
      expect(await anchor.newest({ tenant: other })).toBeNull();
      const stranger = lineOf(other, 4, lineOf(one, 3, null));
      await expect(anchor.publish(stranger)).rejects.toEqual(failure('ContractBroken'));
    });

    it('takes a line only behind the newest one', async () => {
      const { anchor } = under;
      const tenant = newTenant();
      const first = lineOf(tenant, 4, null);
      const second = lineOf(tenant, 7, first);
      await expect(anchor.publish(second)).rejects.toEqual(failure('ContractBroken'));
      await anchor.publish(first);
      await anchor.publish(second);
      for (const line of [lineOf(tenant, 8, first), lineOf(tenant, 8, null), lineOf(tenant, 6, second)]) {
        await expect(anchor.publish(line)).rejects.toEqual(failure('ContractBroken'));
      }
      expect(await anchor.newest({ tenant })).toEqual(second);
    });

    it('takes the newest line again as done: its writer did not hear', async () => {
      const { anchor, elsewhere } = under;
      const tenant = newTenant();
      const first = lineOf(tenant, 4, null);
      await anchor.publish(first);
      await elsewhere.publish(first);
      const second = lineOf(tenant, 5, first);
      await anchor.publish(second);
      await expect(elsewhere.publish(first)).rejects.toEqual(failure('ContractBroken'));
    });

    it('lets one of several writers through, here and elsewhere', async () => {
      const { anchor, elsewhere } = under;
      const tenant = newTenant();
      let newest: AnchoredHead | null = null;
      for (let round = 1; round <= 5; round += 1) {
        const before: AnchoredHead | null = newest;
        const lines = Array.from({ length: 6 }, (_, at) => lineOf(tenant, round * 10 + at, before));
        const settled = await Promise.allSettled(
          lines.map((line, at) => (at % 2 ? anchor : elsewhere).publish(line)),
        );
        expect(settled.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
        newest = await anchor.newest({ tenant });
        expect(newest).toEqual(lines[settled.findIndex(({ status }) => status === 'fulfilled')]);
      }
    });

    it('refuses what is no tenant', async () => {
      const { anchor } = under;
      for (const tenant of ['../elsewhere', 'a/b', '', 'UPPER', 'nul\u0000']) {
        await expect(anchor.newest({ tenant })).rejects.toEqual(failure('InvalidRequest'));
        await expect(anchor.publish(lineOf(tenant, 1, null))).rejects.toEqual(failure('InvalidRequest'));
      }
    });
  });
}
