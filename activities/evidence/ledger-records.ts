// Records of one tenant's ledger, page by page: whoever asks never meets the limit of a page.
import type { JourneyId, TenantId } from '../../contracts/ids.ts';
import type { Ledger, LedgerRecord } from '../../contracts/ports/store.ts';

const ofAPage = 200;

/** All that fit, by index; of records that come meanwhile it may give some. */
export async function* ledgerRecords(
  ledger: Pick<Ledger, 'list'>,
  asked: { tenant: TenantId; kind?: string; journeyId?: JourneyId },
  afterIndex: number | null = null,
): AsyncGenerator<LedgerRecord> {
  for (let after = afterIndex; ;) {
    const page: LedgerRecord[] = await ledger.list({ ...asked, limit: ofAPage, afterIndex: after });
    yield* page;
    if (page.length < ofAPage) return;
    after = page.at(-1)?.index ?? after;
  }
}

export async function allRecords(
  ledger: Pick<Ledger, 'list'>,
  asked: Parameters<typeof ledgerRecords>[1],
): Promise<LedgerRecord[]> {
  const all: LedgerRecord[] = [];
  for await (const record of ledgerRecords(ledger, asked)) all.push(record);
  return all;
}
