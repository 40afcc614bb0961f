// What a caller sees of a journey: codes and tokens for everybody, texts only for roles that work with the customer.
import { findingSentence } from '../contracts/finding-sentences.ts';
import { decisionRefusals } from '../contracts/decision.ts';
import type { DocumentReference } from '../contracts/control-facts.ts';
import type { EpochMilliseconds, PrincipalToken, TenantId } from '../contracts/ids.ts';
import type { JsonValue } from '../contracts/canonical-json.ts';
import {
  decisionRefusalSentences,
  journeyReasonSentences,
  policyRefusalSentences,
} from '../contracts/refusals.ts';
import type { PolicyRefusalCode } from '../contracts/refusals.ts';
import type { JourneyRow } from '../contracts/ports/store.ts';
import { checkpointView, peopleIn } from './checkpoint-view.ts';
import type { GatewayDeps } from './ports.ts';

/** A row as the API gives it at `now`: as it is, and the checkpoint whole. */
export function journeySummary(row: JourneyRow, now: EpochMilliseconds) {
  return { ...row, checkpoint: checkpointView(row, now) };
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
  /** Names by token, of everybody who stands in the checkpoint or the decision. */
  people: Record<PrincipalToken, string>;
}

/** The texts, decrypted. @throws ContractBroken when a document does not match its commitment. */
export async function journeyContent(
  { store }: Pick<GatewayDeps, 'store'>,
  row: JourneyRow,
): Promise<JourneyContent> {
  const { tenant, checkpoint, decision, write } = row;
  const people = await namesOf(store, tenant, peopleIn(row));
  // A decision about an earlier proposal stays on the row while people are asked again about another one.
  const decided = row.stage === 'checkpoint' ? null : decision?.proposal;
  const read = async (reference: DocumentReference | null | undefined): Promise<JsonValue> =>
    reference ? ((await store.documents.get({ tenant, ref: reference.ref }))?.body ?? null) : null;
  return {
    customerId: await store.vault.customerOf({ tenant, subject: row.subject }),
    // What was decided about; after an edit that is another one than what was asked about.
    proposal: await read(decided ?? checkpoint?.proposal),
    draft: await read(checkpoint?.draft),
    evidence: await read(checkpoint?.evidence),
    diff: await read(write?.diff),
    findings: explained(checkpoint?.findings ?? []),
    reasons: row.reasons.flatMap((code) => {
      const sentence = refusalSentence(code) ?? journeyReasonSentences[code];
      return sentence === undefined ? [] : [{ code, sentence }];
    }),
    decidedBy: decision && (people[decision.actor] ?? null),
    people,
  };
}

/** Findings with a sentence where there is one, for whoever decides about a passage that he has not written. */
export function explained(findings: JsonValue): JsonValue {
  if (!Array.isArray(findings)) return findings;
  return findings.map((finding) => {
    if (typeof finding !== 'object' || finding === null || Array.isArray(finding)) return finding;
    const { code } = finding;
    const sentence = typeof code === 'string' ? findingSentence(code) : undefined;
    return sentence === undefined ? finding : { ...finding, sentence };
  });
}

async function namesOf(
  { principals }: GatewayDeps['store'],
  tenant: TenantId,
  tokens: Iterable<PrincipalToken>,
): Promise<Record<PrincipalToken, string>> {
  const names: Record<PrincipalToken, string> = {};
  for (const principal of tokens) {
    const name = await principals.nameOf({ tenant, principal });
    if (name !== null) names[principal] = name;
  }
  return names;
}

/** The sentence of a policy's or a decision's refusal code; undefined for other codes. */
export function refusalSentence(code: string): string | undefined {
  if (Object.hasOwn(policyRefusalSentences, code)) return policyRefusalSentences[code as PolicyRefusalCode];
  const refusal = decisionRefusals.find((known) => known === code);
  return refusal && decisionRefusalSentences[refusal];
}
