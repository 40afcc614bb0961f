// The two reference journeys as evidence, with the texts that stand behind them: what their rationales are written from, in full. Facts
// have the form that the workflow gives them; their values are made up.
import type { JsonValue } from '../../../contracts/canonical-json.ts';
import { hashText } from '../../../contracts/canonical-json.ts';
import type { JourneyStage } from '../../../contracts/control-facts.ts';
import type { EvidenceType } from '../../../contracts/evidence-entry.ts';
import type { RationaleSource } from '../../../contracts/rationale.ts';
import { shippedPolicy } from '../../support/shipped-policy.ts';

const start = Date.parse('2026-03-02T09:00:00Z');
const minute = 60_000;
const reference = (name: string) => ({
  ref: `doc_${hashText(name).slice(0, 32)}`,
  commitment: hashText(`${name} commitment`),
});
const person = (name: string) => `prn_${hashText(name).slice(0, 32)}`;
const event = (name: string) => `evt_${hashText(name).slice(0, 32)}`;
const grant = {
  id: `gr_${hashText('grant').slice(0, 32)}`,
  claimsHash: hashText('claims'),
  expiresAt: start + 5 * minute,
};
// The fingerprint of no policy, so that an edit of policies/ changes no page that has nothing to do with it.
const policySnapshot = hashText('snapshot');
const { canonical } = shippedPolicy;
const regions = (region: string) => ({ tenant: region, worker: region, crm: region }); // prettier-ignore

type Told = [type: EvidenceType, stage: JourneyStage, afterMinutes: number, facts: Record<string, unknown>];

export interface ReferenceJourney {
  source: RationaleSource;
  /** Bodies of its documents, by reference. */
  texts: Map<string, JsonValue | null>;
}

function journeyOf(
  type: string,
  told: readonly Told[],
  more: { decisions: object[]; records?: RationaleSource['records']; texts: [string, JsonValue][] },
): ReferenceJourney {
  const entries = told.map(([entryType, stage, after, facts], seq) => ({ seq, type: entryType, stage, at: start + after * minute, facts }));
  return {
    source: { type, entries, decisions: more.decisions, policies: [{ hash: policySnapshot, canonical }], records: more.records ?? [] },
    texts: new Map(more.texts.map(([name, body]) => [reference(name).ref, body])),
  };
} // prettier-ignore

/** What policy was asked, as the log of decisions keeps it. */
const decision = (id: string, question: string, facts: object, answer: object) => ({
  ...{ id, question, policySnapshot, request: { subject: 'journey', facts } },
  answer: { verdict: 'allowed', ...answer },
});

const citedPassage = {
  ...{ id: 'kp_notes', source: 'products', title: 'Structured notes: costs and risks' },
  text: 'A structured note is a bond whose return follows an index. The issuer may fail, and then the whole sum can be lost. Notes of this series cost 1.2 percent a year.',
};

/** An adviser edits what the model drafted, after a refused attempt of somebody else. */
export const advisoryOutreach = journeyOf(
  'advisory-outreach',
  [
    ['journey.started', 'detect', 0, { type: 'advisory-outreach', intent: 'structured_product_interest', trigger: event('risks'), initiatedBy: person('platform'), region: 'eu', window: { events: [event('notes'), event('returns'), event('risks')], hash: hashText('window') } }],
    ['intent.confirmed', 'detect', 0, { intent: 'structured_product_interest', journeyType: 'advisory-outreach', score: 0.834, threshold: 0.65, reasons: [{ code: 'NOTES_SESSIONS', value: 3, contribution: 2.4 }, { code: 'SHIFT_TO_RISK', value: 1, contribution: 3 }, { code: 'FOCUS', value: 0.8, contribution: 0.96 }], scorer: { id: 'structured_product_interest', hash: hashText('scorer') } }],
    ['policy.allowed', 'authorise', 0, { verdict: 'allowed', policySnapshot, policyDecision: 'pd_1', purpose: 'investment_advice', jurisdiction: 'EU', rule: 'run-advisory-outreach', grant, checkpoint: { rule: 'adviser-approval', approverRole: 'adviser', tier: 'standard', deadlineMs: 2 * 86_400_000, rejectReasons: ['not_suitable'] }, evidence: 'required', regions: regions('eu') }],
    ['evidence.retrieved', 'retrieve', 1, { passages: [{ id: 'kp_notes', source: 'products', contentHash: hashText('passage'), version: 3, score: 0.8312 }], set: reference('passages'), store: 'qdrant', region: 'eu' }],
    ['draft.inferred', 'infer', 2, { draft: reference('draft'), model: { provider: 'ollama', model: 'qwen2.5:3b', version: 'sha256:1f2e', prompt: { id: 'advisory-outreach', hash: hashText('prompt') }, region: 'eu', promptTokens: 1831, outputTokens: 212, durationMs: 9000, fallback: null }, sent: { document: reference('prompt'), fields: ['holdings', 'riskClass', 'segment'], hidden: { PERSON: 1 }, characters: { prompt: 7000, answer: 800 } }, repair: false }],
    ['guard.failed', 'guard', 2, { verdict: 'fail', findings: [{ code: 'figure_not_in_passage', severity: 'block', about: '0' }], proposal: reference('proposal 0'), verbs: ['schedule_call', 'propose_portfolio'], tier: 'standard', draft: reference('draft'), author: 'model' }],
    ['draft.inferred', 'infer', 3, { draft: reference('repaired'), model: { provider: 'ollama', model: 'qwen2.5:3b', version: 'sha256:1f2e', prompt: { id: 'advisory-outreach', hash: hashText('prompt') }, region: 'eu', promptTokens: 1900, outputTokens: 198, durationMs: 8000, fallback: null }, repair: true }],
    ['guard.passed', 'guard', 3, { verdict: 'pass', findings: [], proposal: reference('proposal'), verbs: ['schedule_call', 'propose_portfolio'], tier: 'standard', draft: reference('repaired'), author: 'model' }],
    ['checkpoint.opened', 'checkpoint', 3, { requestId: 'cp_1', opensAt: start + 3 * minute, deadlineAt: start + 3 * minute + 2 * 86_400_000, proposal: reference('proposal'), blocked: false, rule: 'adviser-approval', tier: 'standard', quorum: { approvals: 1, including: null } }],
    ['decision.refused', 'checkpoint', 30, { requestId: 'cp_1', decision: 'approve', code: 'wrong_role', actor: person('operator'), findings: [] }],
    ['guard.passed', 'guard', 45, { verdict: 'pass', findings: [{ code: 'edited_by_person', severity: 'warn', about: '0' }], proposal: reference('edited proposal'), verbs: ['schedule_call', 'propose_portfolio'], tier: 'standard', draft: reference('edit'), author: 'person' }],
    ['decision.accepted', 'checkpoint', 45, { requestId: 'cp_1', decision: 'edit_and_approve', shownHash: reference('proposal').commitment, proposal: reference('edited proposal'), approvedHash: reference('edited proposal').commitment, reasonCode: null, comment: reference('comment'), actor: person('adviser'), role: 'adviser', insteadOf: null, remaining: 0 }],
    ['act.waiting', 'act', 45, { until: start + 60 * minute, deadlineAt: start + 3 * minute + 2 * 86_400_000 }],
    ['crm.acted', 'act', 60, { verdict: 'acted', write: 'wr_1', replayed: false, verbs: ['schedule_call', 'propose_portfolio'], recordVersion: { before: 7, after: 8 }, diff: reference('diff'), region: 'eu' }],
    ['journey.ended', 'seal', 60, { outcome: 'acted', reasonCode: null }],
  ],
  {
    decisions: [
      decision('pd_1', 'authorise', { purpose: 'investment_advice', optedOut: false, purposeConsent: true, channelConsent: true, capReached: false, riskClassRecorded: true, openCases: 0 }, { dataClasses: { allowed: ['profile', 'investments'], refused: [] } }),
      decision('pd_2', 'act', {}, { rule: 'run-advisory-outreach' }),
    ],
    records: [
      // The first is the entry above once more; the second never reached the workflow.
      { kind: 'decision.refused', at: start + 30 * minute, facts: { code: 'wrong_role', requestId: 'cp_1', decision: 'approve', actor: person('operator'), roles: ['operator'], findings: [] } },
      { kind: 'decision.refused', at: start + 90 * minute, facts: { code: 'already_decided', requestId: 'cp_1', decision: 'reject', actor: person('supervisor'), roles: ['supervisor'], findings: [] } },
    ],
    texts: [
      ['passages', { protection: 'tokens', passages: [citedPassage] }],
      ['draft', { output: { slot: 'slot-1', products: ['note-7'], briefing: [{ text: 'Notes cost 3.5 percent a year.', citations: ['kp_notes'] }] }, options: { callSlots: [{ id: 'slot-1', label: 'Tuesday 3 March, 10:00, advice desk', facts: {} }], products: [{ id: 'note-7', label: 'Index Note 7 (structured notes, risk class 4 of 7)', facts: {} }] }, passages: [citedPassage], fallback: null }],
      ['repaired', { output: { slot: 'slot-1', products: ['note-7'], briefing: [{ text: 'Notes of this series cost 1.2 percent a year.', citations: ['kp_notes'] }, { text: 'If the issuer fails, the whole sum can be lost.', citations: ['kp_notes'] }] }, options: { callSlots: [{ id: 'slot-1', label: 'Tuesday 3 March, 10:00, advice desk', facts: {} }], products: [{ id: 'note-7', label: 'Index Note 7 (structured notes, risk class 4 of 7)', facts: {} }] }, passages: [citedPassage], fallback: null }],
      ['edit', { output: { slot: 'slot-1', products: ['note-7'], briefing: [{ text: 'Notes of this series cost 1.2 percent a year.', citations: ['kp_notes'] }, { text: 'If the issuer fails, all of it can be lost; please say so first.', citations: ['kp_notes'] }] } }],
      ['proposal', { format: 'wayproof-proposal/1', operations: [{ verb: 'schedule_call', slotId: 'slot-1', withRole: 'adviser', subject: 'Structured notes' }, { verb: 'propose_portfolio', productIds: ['note-7'], riskClass: 4 }] }],
      ['comment', { text: 'The risk goes first.' }],
      ['diff', [{ object: 'call', id: 'call-1', field: 'slotId', before: null, after: 'slot-1' }, { object: 'portfolioProposal', id: 'pp-1', field: 'productIds', before: null, after: ['note-7'] }]],
    ],
  },
); // prettier-ignore

/** The model does not answer; two people approve what the composer quoted, after a reminder and an escalation. */
export const churnRescue = journeyOf(
  'churn-rescue',
  [
    ['journey.started', 'detect', 0, { type: 'churn-rescue', intent: 'flight_risk', trigger: event('warranty'), initiatedBy: person('platform'), region: 'in', window: { events: [event('checkout'), event('warranty')], hash: hashText('window') } }],
    ['intent.confirmed', 'detect', 0, { intent: 'flight_risk', journeyType: 'churn-rescue', score: 0.7109, threshold: 0.6, reasons: [{ code: 'PREMIUM_BROWSING', value: 3, contribution: 1.8 }, { code: 'ABANDONED_CHECKOUTS', value: 2, contribution: 2.8 }, { code: 'SHIPPING_OR_WARRANTY', value: 1, contribution: 1.9 }], scorer: { id: 'flight_risk', hash: hashText('scorer') } }],
    ['policy.allowed', 'authorise', 0, { verdict: 'allowed', policySnapshot, policyDecision: 'pd_1', purpose: 'retention', jurisdiction: 'IN', rule: 'run-churn-rescue', grant, checkpoint: { rule: 'retention-approval', approverRole: 'retention-lead', tier: 'standard', deadlineMs: 86_400_000, rejectReasons: ['too_costly'] }, evidence: 'optional', regions: regions('in') }],
    ['evidence.none', 'retrieve', 1, { passages: [], set: null, store: 'pgvector', region: 'in' }],
    ['draft.inferred', 'infer', 2, { draft: reference('composed'), model: { provider: 'extractive', model: 'extractive-composer', version: '4', prompt: { id: 'churn-rescue', hash: hashText('prompt') }, region: 'in', promptTokens: 0, outputTokens: 0, durationMs: 2, fallback: 'model_unavailable' }, repair: false }],
    ['guard.passed', 'guard', 2, { verdict: 'pass', findings: [], proposal: reference('remedy'), verbs: ['grant_offer', 'send_message'], tier: 'high', draft: reference('composed'), author: 'model' }],
    ['checkpoint.opened', 'checkpoint', 2, { requestId: 'cp_1', opensAt: start + 2 * minute, deadlineAt: start + 2 * minute + 86_400_000, proposal: reference('remedy'), blocked: false, rule: 'retention-approval', tier: 'high', quorum: { approvals: 2, including: 'supervisor' } }],
    ['checkpoint.reminded', 'checkpoint', 242, { requestId: 'cp_1', reminder: 1, remaining: 2 }],
    ['checkpoint.escalated', 'checkpoint', 1082, { requestId: 'cp_1', level: 1, role: 'supervisor', claim: null, assignee: null, remaining: 2 }],
    ['decision.accepted', 'checkpoint', 1090, { requestId: 'cp_1', decision: 'approve', shownHash: reference('remedy').commitment, proposal: reference('remedy'), approvedHash: reference('remedy').commitment, reasonCode: null, comment: null, actor: person('lead'), role: 'retention-lead', insteadOf: null, remaining: 1 }],
    ['decision.accepted', 'checkpoint', 1100, { requestId: 'cp_1', decision: 'approve', shownHash: reference('remedy').commitment, proposal: reference('remedy'), approvedHash: reference('remedy').commitment, reasonCode: null, comment: null, actor: person('supervisor'), role: 'supervisor', insteadOf: null, remaining: 0 }],
    ['crm.acted', 'act', 1100, { verdict: 'acted', write: 'wr_2', replayed: false, verbs: ['grant_offer', 'send_message'], recordVersion: { before: 2, after: 3 }, diff: reference('diff'), region: 'in' }],
    ['journey.ended', 'seal', 1100, { outcome: 'acted', reasonCode: null }],
  ],
  {
    decisions: [decision('pd_1', 'authorise', { optedOut: false, purposeConsent: true, channelConsent: true, capReached: false, riskClassRecorded: false }, { dataClasses: { allowed: ['profile'], refused: [] } })],
    texts: [
      ['composed', { output: { remedy: 'offer-1', channel: 'whatsapp', message: [{ text: 'We have kept an offer for you.', citations: [] }] }, options: { remedies: [{ id: 'offer-1', label: 'Free shipping, worth 250.00 INR', facts: {} }], channels: [{ id: 'whatsapp', label: 'Message by whatsapp', facts: {} }] }, passages: [], fallback: 'model_unavailable' }],
      ['remedy', { format: 'wayproof-proposal/1', operations: [{ verb: 'grant_offer', offerId: 'offer-1', valueMinor: 125_000, currency: 'INR' }, { verb: 'send_message', channel: 'whatsapp', text: 'We have kept an offer for you.' }] }],
      ['diff', [{ object: 'offer', id: 'of-1', field: 'granted', before: null, after: { offerId: 'offer-1', valueMinor: 125_000, currency: 'INR' } }]],
    ],
  },
); // prettier-ignore
