// Verifies a journey's evidence as an outsider can: recomputes the chain and checks the seal against the published key.
import { createPublicKey, verify } from 'node:crypto';
import { canonicalJson } from '../../contracts/canonical-json.ts';
import { verifyChain } from '../../contracts/evidence.ts';
import type { JourneyEvidence } from './answers.ts';

/**
 * @returns true when chain and signature hold, false when either does not, null when the key is not published, so that
 * nothing can be said.
 */
export function checkSeal({ statement, entries, record, keys }: JourneyEvidence): boolean | null {
  const chain = verifyChain(statement.workflowId, entries);
  if (!chain.ok || chain.head !== statement.head || entries.length !== statement.entries) return false;
  const key = keys.find(({ keyId }) => keyId === record.keyId);
  if (!key) return null;
  return verify(
    null,
    Buffer.from(canonicalJson(statement)),
    createPublicKey({ key: key.jwk, format: 'jwk' }),
    Buffer.from(record.signature, 'base64url'),
  );
}
