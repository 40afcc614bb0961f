// Collects what the ledger says of one finished erasure into a certificate. Nothing of the exporter's clock or machine goes in.
import { canonicalJson } from '../../contracts/canonical-json.ts';
import {
  certificateFormat,
  certificateReadme,
  erasedFactsSchema,
  erasedInWords,
  notReachedInWords,
} from '../../contracts/erasure-certificate.ts';
import type { ErasureCertificate } from '../../contracts/erasure-certificate.ts';
import { erasureKey, erasureKinds } from '../../contracts/erasure-records.ts';
import { failures } from '../../contracts/failures.ts';
import type { ErasureId, TenantId } from '../../contracts/ids.ts';
import type { ErasureRegister } from '../../contracts/ports/erasure.ts';
import type { Ledger, LedgerRecord } from '../../contracts/ports/store.ts';
import { ledgerPart } from './export-bundle.ts';
import type { LedgerPartDeps } from './export-bundle.ts';
import { ledgerRecords } from './ledger-records.ts';
import { factsOf } from './read-facts.ts';

/** @throws RecordMissing: there is no such erasure, or it has no certificate (yet). */
export async function exportCertificate(
  deps: LedgerPartDeps & { store: { erasures: Pick<ErasureRegister, 'get'> } },
  { tenant, erasure }: { tenant: TenantId; erasure: ErasureId },
): Promise<string> {
  const row = await deps.store.erasures.get({ tenant, id: erasure });
  if (row?.ledgerIndex == null || row.erased === null)
    throw failures.recordMissing('the erasure has no certificate', { part: 'store', ids: { erasure } });
  // What was refused afterwards is no part of it.
  const certified = row.ledgerIndex;
  const records = (await recordsOf(deps.store.ledger, tenant, erasure))
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

async function recordsOf(
  ledger: Pick<Ledger, 'find' | 'list'>,
  tenant: TenantId,
  erasure: ErasureId,
): Promise<LedgerRecord[]> {
  const once = await Promise.all(
    (['requested', 'decided', 'erased'] as const).map((record) =>
      ledger.find({ tenant, key: erasureKey(record, erasure) }),
    ),
  );
  const own = once.flatMap((record) => record ?? []);
  // Their keys tell the attempt as well; refusals are few, so that all are looked through.
  for await (const record of ledgerRecords(ledger, { tenant, kind: erasureKinds.refused }))
    if (factsOf(record.facts)['erasure'] === erasure) own.push(record);
  return own;
}
