// What the demo concludes from what it reads back: it must not take the gateway's word for a chain, a seal or an effect.
import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../../contracts/canonical-json.ts';
import type { JourneyStage } from '../../contracts/control-facts.ts';
import type { EvidenceType } from '../../contracts/evidence-entry.ts';
import { ledgerContent, ledgerGenesis } from '../../contracts/ledger.ts';
import { chainOf } from '../../test/support/chain-of.ts';
import type { CrmRecord, JourneyAnswer, JourneyEvidence } from './answers.ts';
import { evidenceAnswer } from './answers.ts';
import { checkSeal } from './check-seal.ts';
import { summariseObservation } from './observation.ts';

const tenant = 'aldermoor-wealth';
const workflowId = `journey/advisory-outreach/${tenant}/sub_${'a'.repeat(32)}/${'b'.repeat(16)}`;
const limits = { offerMinor: 250_000, points: 2000 };
const products = [
  { id: 'note-protected-90', name: 'Note 90', riskClass: 3, category: 'structured_note' },
  { id: 'note-phoenix-europe', name: 'Phoenix', riskClass: 5, category: 'structured_note' },
];
const steps: [EvidenceType, JourneyStage][] = [
  ['journey.started', 'detect'],
  ['intent.confirmed', 'detect'],
  ['policy.allowed', 'authorise'],
  ['evidence.retrieved', 'retrieve'],
  ['draft.inferred', 'infer'],
  ['guard.passed', 'guard'],
  ['checkpoint.opened', 'checkpoint'],
  ['decision.accepted', 'checkpoint'],
  ['crm.acted', 'act'],
  ['journey.ended', 'seal'],
];

function sealedEvidence(): JourneyEvidence {
  const entries = chainOf(
    workflowId,
    steps.map(([type, stage], seq) => ({ type, stage, at: 1_000 + seq, facts: { seq } })),
  );
  const statement = {
    format: 'wayproof-seal/1' as const,
    tenant,
    workflowId,
    outcome: 'acted' as const,
    head: entries.at(-1)?.hash ?? '',
    entries: entries.length,
  };
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const record = {
    index: 0,
    key: `seal/${workflowId}`,
    kind: 'seal',
    journeyId: 'jrn_test',
    at: 2_000,
    facts: statement,
    prev: ledgerGenesis(tenant),
  };
  const signature = sign(null, Buffer.from(canonicalJson(ledgerContent(tenant, record))), privateKey);
  return evidenceAnswer.parse({
    statement,
    entries,
    record: { ...record, keyId: 'key-1', signature: signature.toString('base64url') },
    keys: [{ keyId: 'key-1', jwk: publicKey.export({ format: 'jwk' }) }],
  });
}

const journey: JourneyAnswer = {
  id: 'jrn_test',
  workflowId,
  type: 'advisory-outreach',
  stage: 'ended',
  outcome: 'acted',
  reasons: [],
  tier: 'standard',
  checkpoint: null,
  decision: { kind: 'approve', actor: 'prn_test', role: 'adviser', reasonCode: null },
  model: { provider: 'extractive', model: 'extractive', fallback: 'no_model_configured' },
  retrieval: { store: 'pgvector', passages: 6 },
};

function crmRecord(productIds: string[]): CrmRecord {
  const created = (object: string, id: string, field: string, after: unknown) => ({
    object,
    id,
    field,
    before: null,
    after,
  });
  return {
    facts: { riskClass: 4, consents: { channels: { phone: true } } },
    tasks: [{ id: 'briefing-1' }],
    cases: [],
    offers: [],
    calls: [{ id: 'call-1' }],
    outbox: [],
    writes: [
      {
        id: 'write-1',
        idempotencyKey: `${workflowId}#act#${'c'.repeat(64)}`,
        state: 'written',
        diff: [
          created('call', 'call-1', 'slotId', 'slot-1'),
          created('briefing', 'briefing-1', 'text', 'Start with the horizon.'),
          created('portfolio_proposal', 'portfolio-1', 'productIds', productIds),
        ],
      },
      { id: 'write-2', idempotencyKey: 'journey/other#act#1', state: 'written', diff: [] },
    ],
  };
}

function observe(
  over: { crm?: CrmRecord | null; evidence?: JourneyEvidence | null; editedIn?: string[] } = {},
) {
  const seen = {
    case: 'advisory-approved',
    tenant,
    customerId: 'aw-1',
    journeys: [journey],
    evidence: sealedEvidence(),
    crm: crmRecord(['note-protected-90']),
    refusals: [],
    editedIn: [],
    found: null,
    unforeseen: [],
    ...over,
  };
  return summariseObservation(seen, limits, products);
}

describe('an observation', () => {
  it('counts the effects of the journey and nobody else, and checks the rules', () => {
    expect(observe()).toMatchObject({
      journeys: 1,
      outcome: 'acted',
      approverRole: 'adviser',
      stages: ['detect', 'authorise', 'retrieve', 'infer', 'guard', 'checkpoint', 'act', 'seal'],
      crm: { writes: 1, calls: 1, briefings: 1, portfolios: 1, remedies: 0, messages: 0 },
      withinRules: true,
      auditCompleteness: 1,
      verified: true,
    });
  });

  it('does not count what the diff names and the record does not hold', () => {
    const record = crmRecord(['note-protected-90']);
    expect(observe({ crm: { ...record, calls: [] } }).crm).toMatchObject({ calls: 0, briefings: 1 });
  });

  it('sees a product above the risk class, an unknown product, and a call without consent', () => {
    expect(observe({ crm: crmRecord(['note-phoenix-europe']) }).withinRules).toBe(false);
    expect(observe({ crm: crmRecord(['unheard-of']) }).withinRules).toBe(false);
    const record = crmRecord([]);
    record.facts.consents.channels = {};
    expect(observe({ crm: record }).withinRules).toBe(false);
  });

  it('finds an edit only where the CRM holds all of it', () => {
    expect(observe({ editedIn: ['Start with the horizon.', 'slot-1'] }).carriesEdit).toBe(true);
    expect(observe({ editedIn: ['Start with the horizon.', 'slot-2'] }).carriesEdit).toBe(false);
    expect(observe().carriesEdit).toBe(false);
  });

  it('says nothing about what it could not read', () => {
    expect(observe({ evidence: null, crm: null })).toMatchObject({
      crm: null,
      withinRules: null,
      auditCompleteness: null,
      verified: null,
    });
  });
});

describe('the check of a seal', () => {
  it('fails for an altered entry, statement, record or signature', () => {
    const altered = [
      (evidence: JourneyEvidence) => void (evidence.entries[3]!.facts = { seq: 99 }),
      (evidence: JourneyEvidence) => void evidence.entries.splice(4, 1),
      (evidence: JourneyEvidence) => void (evidence.statement.outcome = 'rejected'),
      (evidence: JourneyEvidence) => void (evidence.record.at = 3_000),
      (evidence: JourneyEvidence) => void (evidence.record.signature = 'AAAA'),
    ];
    for (const alter of altered) {
      const evidence = sealedEvidence();
      alter(evidence);
      expect(checkSeal(evidence)).toBe(false);
    }
  });

  it('is undecided without the published key', () => {
    expect(checkSeal({ ...sealedEvidence(), keys: [] })).toBeNull();
  });
});
