// A look at what a decision would lead to: the same findings as the guard's own, the CRM's word, and nothing kept of it.
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { JourneyCatalog } from '../../contracts/journey.ts';
import { journeyIdOf } from '../../contracts/ids.ts';
import type { PolicySet } from '../../contracts/policy.ts';
import type { CrmConnector } from '../../contracts/ports/crm.ts';
import type { JourneyRow } from '../../contracts/ports/store.ts';
import {
  customerFacts,
  journeyContext,
  memoryCrm,
  memoryStore,
  now,
} from '../../test/support/memory-activity-ports.ts';
import { loadJourneyCatalog } from '../../workers/journey-catalog.ts';
import { loadPolicySet } from '../policy/load-policy-set.ts';
import { createPreviewProposal } from './preview-proposal.ts';

const folder = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const passages = [
  { id: 'kp_1', source: 'products', title: 'Harbour note', text: 'The Harbour note pays 4.5 % a year. Its risk class is 4 of 7.' },
]; // prettier-ignore
const good = {
  slot: 'slot-0',
  products: ['note-4'],
  briefing: [{ text: 'The Harbour note pays 4.5 % a year.', citations: ['kp_1'] }],
};

let set: PolicySet;
let catalog: JourneyCatalog;
beforeAll(async () => {
  set = await loadPolicySet(folder('policies'));
  catalog = await loadJourneyCatalog(folder('workflows/journeys'));
});

async function ground(preview?: CrmConnector['preview']) {
  const context = journeyContext('advisory-outreach', 'aldermoor-wealth', 'eu');
  const store = memoryStore(context, {});
  const { tenant, subject, workflowId } = context;
  const put = (kind: 'proposal' | 'draft' | 'evidence-set', body: object) =>
    store.documents.put({ tenant, subject, kind, body: body as never });
  const operations = [{ verb: 'add_note', text: 'as it was drafted' }];
  const proposal = await put('proposal', { operations, recordVersion: 7 });
  const row: JourneyRow = {
    ...{ id: journeyIdOf(workflowId), workflowId, tenant, type: context.type, subject },
    ...{ stage: 'checkpoint', outcome: null, reasons: [], score: null, tier: 'standard', decision: null },
    checkpoint: {
      ...{ requestId: 'cp_1', proposal, draft: await put('draft', { output: good }) },
      evidence: await put('evidence-set', { passages }),
      ...{ approverRole: 'adviser', opensAt: now, deadlineAt: now + 1, blocked: false, rejectReasons: [] },
      findings: [{ code: 'planted_secrecy', severity: 'warn', about: `evt_${'1'.repeat(32)}` }],
    },
    model: { provider: 'extractive', model: 'composer', fallback: 'no_model_configured' },
    ...{ retrieval: null, write: null, head: null, createdAt: now, updatedAt: now },
  };
  const facts = customerFacts({ consents: { purposes: {}, channels: { phone: true } } });
  const policyDecisions = {
    record: () => Promise.reject(new Error('a preview decides nothing')),
    list: async () => [
      { id: 'd', tenant, journeyId: row.id, question: 'authorise', policySnapshot: set.hash, request: {}, answer: {}, at: 1 },
    ],
  }; // prettier-ignore
  const written = store.written.length;
  const look = createPreviewProposal({
    policies: { current: async () => set, byHash: async () => set },
    catalog,
    crm: { ...memoryCrm(facts), ...(preview && { preview }) },
    store: { ...store, policyDecisions },
    clock: () => now,
  });
  const kept = () => [store.written.length - written, store.patches.length];
  return { row, look, kept };
}

describe('a preview', () => {
  it('of the open proposal is what the CRM says of its exact operations', async () => {
    const asked: unknown[] = [];
    const diff = [{ object: 'note', id: 'n', field: 'text', before: null, after: 'x' }];
    const { row, look, kept } = await ground(async (write) => {
      asked.push(write);
      return { verdict: 'would_write', diff };
    });
    const seen = await look({ row, edit: null });
    expect(seen).toMatchObject({ verdict: 'pass', tier: 'standard', crm: { verdict: 'would_write', diff } });
    expect(seen.findings).toEqual(row.checkpoint?.findings);
    expect(asked).toMatchObject([{ operations: seen.operations, expectedVersion: 7 }]);
    expect(kept()).toEqual([0, 0]);
  });

  it('of an edit is the guard’s word on it, and keeps nothing', async () => {
    const { row, look, kept } = await ground();
    const fine = await look({ row, edit: good });
    expect(fine.verdict).toBe('pass');
    const codes = fine.findings.map(({ code }) => code);
    // The reminder that a person wrote it, and what the screens had said of an event.
    expect(codes).toEqual(expect.arrayContaining(['edited_by_person', 'planted_secrecy']));
    expect(fine.tier).toBe('high');
    expect(fine.operations).not.toEqual([]);
    expect(fine.crm).toEqual({ verdict: 'unknown' });
    const promising = [{ text: 'The Harbour note pays a guaranteed return.', citations: [] }];
    expect(await look({ row, edit: { ...good, briefing: promising } })).toMatchObject({ verdict: 'fail' });
    const malformed = await look({ row, edit: { a: 1 } });
    expect(malformed).toMatchObject({
      verdict: 'fail',
      operations: [],
      crm: { verdict: 'nothing_proposed' },
    });
    expect(kept()).toEqual([0, 0]);
  });

  it('says what the CRM would refuse, and that a record has changed', async () => {
    const refusing = await ground(async () => ({ verdict: 'refused', code: 'slot_taken' }));
    expect((await refusing.look({ row: refusing.row, edit: null })).crm).toEqual({ verdict: 'refused', code: 'slot_taken' });
    const changed = await ground(async () => ({ verdict: 'version_conflict', currentVersion: 8 }));
    expect((await changed.look({ row: changed.row, edit: good })).crm).toEqual({ verdict: 'version_conflict' });
  }); // prettier-ignore
});
