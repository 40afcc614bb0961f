// What a caller sees of a journey: codes and tokens for everybody, texts only for roles that work with the customer.
import { decisionRefusals } from '../contracts/decision.ts';
import type { DocumentReference } from '../contracts/control-facts.ts';
import type { JsonValue } from '../contracts/canonical-json.ts';
import {
  decisionRefusalSentences,
  journeyReasonSentences,
  policyRefusalSentences,
} from '../contracts/refusals.ts';
import type { PolicyRefusalCode } from '../contracts/refusals.ts';
import type { JourneyRow } from '../contracts/ports/store.ts';
import type { GatewayDeps } from './ports.ts';

/** A row as the API gives it: as it is, and what a decision must name. */
export function journeySummary(row: JourneyRow) {
  const checkpoint = row.checkpoint && {
    ...row.checkpoint,
    proposalHash: row.checkpoint.proposal.commitment,
  };
  return { ...row, checkpoint };
}

export interface JourneyContent {
  /** Null after an erasure. */
  customerId: string | null;
  /** Each null when there is none, or after an erasure. */
  proposal: JsonValue;
  draft: JsonValue;
  evidence: JsonValue;
  diff: JsonValue;
  findings: JsonValue;
  /** A sentence for each code in `reasons` that has one. */
  reasons: { code: string; sentence: string }[];
  decidedBy: string | null;
}

/** The texts, decrypted. @throws ContractBroken when a document does not match its commitment. */
export async function journeyContent(
  { store }: Pick<GatewayDeps, 'store'>,
  row: JourneyRow,
): Promise<JourneyContent> {
  const { tenant, checkpoint, decision, write } = row;
  const read = async (reference: DocumentReference | null | undefined): Promise<JsonValue> =>
    reference ? ((await store.documents.get({ tenant, ref: reference.ref }))?.body ?? null) : null;
  return {
    customerId: await store.vault.customerOf({ tenant, subject: row.subject }),
    // What was decided about; after an edit that is another one than what was asked about.
    proposal: await read(decision?.proposal ?? checkpoint?.proposal),
    draft: await read(checkpoint?.draft),
    evidence: await read(checkpoint?.evidence),
    diff: await read(write?.diff),
    findings: checkpoint?.findings ?? [],
    reasons: row.reasons.flatMap((code) => {
      const sentence = refusalSentence(code) ?? journeyReasonSentences[code];
      return sentence === undefined ? [] : [{ code, sentence }];
    }),
    decidedBy: decision && (await store.principals.nameOf({ tenant, principal: decision.actor })),
  };
}

/** The sentence of a policy's or a decision's refusal code; undefined for other codes. */
export function refusalSentence(code: string): string | undefined {
  if (Object.hasOwn(policyRefusalSentences, code)) return policyRefusalSentences[code as PolicyRefusalCode];
  const refusal = decisionRefusals.find((known) => known === code);
  return refusal && decisionRefusalSentences[refusal];
}
