// What every CRM connector promises, whatever stands behind it. A connector's own test runs this with a CRM that it can
// fill; nothing here knows how the connector keeps its data.
import { afterAll, beforeAll, describe } from 'vitest';
import { createCrmBench, type CrmUnderTest } from './crm-contract-bench.ts';
import { describeCrmErase } from './crm-contract-erase.ts';
import { describeCrmKeys } from './crm-contract-keys.ts';
import { describeCrmPreview } from './crm-contract-preview.ts';
import { describeCrmReading } from './crm-contract-reading.ts';
import { describeCrmRefusals } from './crm-contract-refusals.ts';
import { describeCrmTenants } from './crm-contract-tenants.ts';
import { describeCrmUndo } from './crm-contract-undo.ts';
import { describeCrmVerbs } from './crm-contract-verbs.ts';

/** Declares the tests; `open` gives an empty CRM whose clock stands at `contractNow` (crm-contract-data.ts). */
export function describeCrmContract(name: string, open: () => Promise<CrmUnderTest>): void {
  describe(`CRM contract: ${name}`, () => {
    let crm: CrmUnderTest | undefined;
    beforeAll(async () => {
      crm = await open();
    });
    afterAll(async () => {
      await crm?.close();
    });
    const bench = createCrmBench(() => {
      if (!crm) throw new Error('the CRM under contract is not open yet');
      return crm;
    });

    describeCrmReading(bench);
    describeCrmVerbs(bench);
    describeCrmKeys(bench);
    describeCrmRefusals(bench);
    describeCrmUndo(bench);
    describeCrmPreview(bench);
    describeCrmErase(bench);
    describeCrmTenants(bench);
  });
}
