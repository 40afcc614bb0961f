// How a text becomes a document and back: commitment, encryption, and the check of both. Pure; the rows come from documents.ts
// and event-inbox.ts.
import { randomBytes } from 'node:crypto';
import { ApplicationFailure } from '@temporalio/common';
import { canonicalJson, type JsonValue } from '../contracts/canonical-json.ts';
import { failures } from '../contracts/failures.ts';
import type { FailureType } from '../contracts/failures.ts';
import type { SubjectToken, TenantId } from '../contracts/ids.ts';
import type { DocumentKind, StoredDocument } from '../contracts/ports/store.ts';
import type { SubjectKeys } from './keyring.ts';
import { keyedHash, newKey, open, sameHash, seal } from './sealing.ts';
import type { documents } from './schema/documents.ts';

export type DocumentRow = typeof documents.$inferSelect;

/** A document's row, with a random name and a random salt. @throws InvalidRequest when the body has no JSON form. */
export function sealDocument(
  keys: SubjectKeys,
  input: { tenant: TenantId; subject: SubjectToken; kind: DocumentKind; body: JsonValue },
): DocumentRow {
  const { tenant, subject, kind } = input;
  const ref = `doc_${randomBytes(16).toString('hex')}`;
  const salt = newKey();
  const text = bodyText(input.body);
  return {
    tenant,
    ref,
    subject,
    kind,
    sealedBody: seal(keys.documents, ['document', tenant, subject, ref], Buffer.from(text, 'utf8')),
    sealedSalt: seal(keys.documents, ['salt', tenant, subject, ref], salt),
    commitment: commit(salt, kind, text),
    createdAt: Date.now(),
  };
}

/** @throws ContractBroken when body, salt, kind or commitment is not what was stored. */
export function openDocument(keys: SubjectKeys, row: DocumentRow): StoredDocument {
  const { salt: _salt, ...document } = openSalted(keys, row);
  return document;
}

/** As openDocument, with the key of its commitment in base64url. */
export function openSalted(keys: SubjectKeys, row: DocumentRow): StoredDocument & { salt: string } {
  const { tenant, ref, subject, kind, commitment } = row;
  const body = open(keys.documents, ['document', tenant, subject, ref], row.sealedBody);
  const salt = open(keys.documents, ['salt', tenant, subject, ref], row.sealedSalt);
  const text = body && Buffer.from(body).toString('utf8');
  if (text === null || salt === null || !sameHash(commit(salt, kind, text), commitment)) {
    throw failures.contractBroken('a document does not fit its commitment', {
      part: 'store',
      code: 'commitment_broken',
      ids: { ref },
    });
  }
  return {
    kind: kind as DocumentKind,
    body: JSON.parse(text) as JsonValue,
    reference: { ref, commitment },
    salt: Buffer.from(salt).toString('base64url'),
  };
}

/** As openDocument, for whoever looks at many: one altered row must keep nothing from the others. */
export function openUnlessAltered(keys: SubjectKeys, row: DocumentRow): StoredDocument | 'altered' {
  try {
    return openDocument(keys, row);
  } catch (error) {
    const type: FailureType = 'ContractBroken';
    if (error instanceof ApplicationFailure && error.type === type) return 'altered';
    throw error;
  }
}

/** Canonical JSON of a body, by which two are compared. @throws InvalidRequest when it has no JSON form. */
export function bodyText(body: JsonValue): string {
  try {
    return canonicalJson(body);
  } catch {
    // The encoder's message may quote the value.
    throw failures.invalidRequest('a document has no JSON form', { part: 'store' });
  }
}

/** As contracts/document-commitment.ts has it; the body's text is at hand here. */
function commit(salt: Uint8Array, kind: string, text: string): string {
  return keyedHash(salt, `{"body":${text},"kind":${JSON.stringify(kind)}}`);
}
