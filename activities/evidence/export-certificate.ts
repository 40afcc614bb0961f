// Collects what the ledger says of one finished erasure into a certificate. Nothing of the exporter's clock or machine goes in.
import { canonicalJson, type JsonValue } from '../../contracts/canonical-json.ts';
import {
  certificateFormat,
  certificateReadme,
  erasedFactsSchema,
  erasedInWords,
  notReachedInWords,
} from '../../contracts/erasure-certificate.ts';
import type { ErasureCertificate } from '../../contracts/erasure-certificate.ts';
import { failures } from '../../contracts/failures.ts';
import type { ErasureId, TenantId } from '../../contracts/ids.ts';
import type { LedgerKind } from '../../contracts/ledger.ts';
import type { ErasureRegister } from '../../contracts/ports/erasure.ts';
import type { Ledger, LedgerRecord } from '../../contracts/ports/store.ts';
import { ledgerPart } from './export-bundle.ts';
import type { LedgerPartDeps } from './export-bundle.ts';

const kinds = [
  'erasure.requested',
  'erasure.refused',
  'erasure.decided',
  'subject.erased',
] as const satisfies LedgerKind[];
const pageOfRecords = 200;

/** @throws RecordMissing: there is no such erasure, or it has no certificate (yet). */
export async function exportCertificate(
  deps: LedgerPartDeps & { store: { erasures: Pick<ErasureRegister, 'get'> } },
  { tenant, erasure }: { tenant: TenantId; erasure: ErasureId },
): Promise<string> {
  const row = await deps.store.erasures.get({ tenant, id: erasure });
  if (row?.ledgerIndex == null || row.erased === null)
    throw failures.recordMissing('the erasure has no certificate', { part: 'store', ids: { erasure } });
  const found = await Promise.all(kinds.map((kind) => recordsOf(deps.store.ledger, tenant, kind, erasure)));
  // What was refused afterwards is no part of it.
  const certified = row.ledgerIndex;
  const records = found
    .flat()
    .filter(({ index }) => index <= certified)
    .sort((one, other) => one.index - other.index);
  const facts = erasedFactsSchema.safeParse(records.at(-1)?.facts);
  if (!facts.success)
    throw failures.contractBroken('the certificate is not what the register says', { part: 'store' });
  const { documents, personalValues, passages } = row.erased;
  const certificate: ErasureCertificate = {
    format: certificateFormat,
    readme: certificateReadme,
    ...{ tenant, erasure, subject: row.subject },
    numbers: { documents, personalValues, passages },
    erased: erasedInWords(facts.data),
    notReached: notReachedInWords(facts.data),
    ledger: await ledgerPart(deps, tenant, records),
  };
  return canonicalJson(certificate);
}

/** Erasures are few: their records are looked through. */
async function recordsOf(
  ledger: Pick<Ledger, 'list'>,
  tenant: TenantId,
  kind: LedgerKind,
  erasure: ErasureId,
): Promise<LedgerRecord[]> {
  const own: LedgerRecord[] = [];
  let afterIndex: number | null = null;
  for (;;) {
    const page: LedgerRecord[] = await ledger.list({ tenant, kind, limit: pageOfRecords, afterIndex });
    own.push(...page.filter(({ facts }) => erasureIn(facts) === erasure));
    if (page.length < pageOfRecords) return own;
    afterIndex = page.at(-1)?.index ?? null;
  }
}

function erasureIn(facts: JsonValue): unknown {
  return ((facts ?? {}) as { erasure?: unknown }).erasure;
}
