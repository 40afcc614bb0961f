// Verifies a journey's evidence as an outsider can: recomputes the chain and checks the seal against the published key.
import { createPublicKey, verify } from 'node:crypto';
import { canonicalJson } from '../../contracts/canonical-json.ts';
import { verifyChain } from '../../contracts/evidence.ts';
import { ledgerContent } from '../../contracts/ledger.ts';
import type { JourneyEvidence } from './answers.ts';

/**
 * @returns true when the chain leads to the sealed head and the ledger's signature over that statement holds; false when
 * anything does not fit; null when the key is not published or the record is not whole, so that nothing can be said.
 */
export function checkSeal({ statement, entries, record, keys }: JourneyEvidence): boolean | null {
  const chain = verifyChain(statement.workflowId, entries);
  if (!chain.ok || chain.head !== statement.head || entries.length !== statement.entries) return false;
  if (record.kind !== 'seal' || canonicalJson(record.facts) !== canonicalJson(statement)) return false;
  const { key, prev } = record;
  const published = keys.find(({ keyId }) => keyId === record.keyId);
  if (!published || key === undefined || prev === undefined) return null;
  return verify(
    null,
    Buffer.from(canonicalJson(ledgerContent(statement.tenant, { ...record, key, prev }))),
    createPublicKey({ key: published.jwk, format: 'jwk' }),
    Buffer.from(record.signature, 'base64url'),
  );
}
