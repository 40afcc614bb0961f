// The act believes nothing: it writes what was approved, under a grant, once; and says so even when it is asked again late.
import { describe, expect, it } from 'vitest';
import { hashJson } from '../../contracts/canonical-json.ts';
import type { JsonValue } from '../../contracts/canonical-json.ts';
import type { DocumentReference } from '../../contracts/control-facts.ts';
import type { ActInCrmInput } from '../../contracts/stage-messages.ts';
import { crmWriteKey, journeyIdOf } from '../../contracts/ids.ts';
import type { CrmWrite, CrmWriteResult } from '../../contracts/ports/crm.ts';
import type { DocumentKind, DocumentStore } from '../../contracts/ports/store.ts';
import {
  catalogOf,
  crmWith,
  memoryStore,
  policiesDirectory,
  referenceJourneys,
  willingCustomer,
} from '../../test/policy/policy-fakes.ts';
import { memoryCrm } from '../../test/support/memory-activity-ports.ts';
import { loadPolicySet } from '../policy/load-policy-set.ts';
import { createTokenFor } from '../privacy/tokens/token-for.ts';
import { createActInCrm } from './act-in-crm.ts';
import { memorySwitches } from '../../test/support/memory-limits.ts';

const set = await loadPolicySet(policiesDirectory);
const now = Date.parse('2025-11-20T10:00:00Z');
const tenant = 'lumen-retail';
const subject = `sub_${'1'.repeat(32)}`;
const workflowId = `journey/churn-rescue/lumen-retail/${subject}/${'0'.repeat(16)}`;
const draft: DocumentReference = { ref: 'doc_draft', commitment: 'd'.repeat(64) };

function memoryDocuments(): DocumentStore {
  const kept = new Map<string, { kind: DocumentKind; body: JsonValue; reference: DocumentReference }>();
  return {
    put: async ({ kind, body }) => {
      const reference = { ref: `doc_${kept.size}`, commitment: hashJson(body) };
      kept.set(reference.ref, { kind, body, reference });
      return reference;
    },
    get: async ({ ref }) => kept.get(ref) ?? null,
  };
}

interface Options {
  proposal?: Record<string, JsonValue>;
  kind?: DocumentKind;
  /** Milliseconds that the grant still has. */
  grantMs?: number;
  contacts?: { channel: 'whatsapp'; at: number }[];
  alreadyWritten?: boolean;
  /** What the vault knows, by token. */
  values?: Record<string, string>;
}

async function act({ proposal = {}, kind = 'proposal', grantMs = 60_000, ...options }: Options = {}) {
  const known = options.values ?? {};
  const store = {
    ...memoryStore(),
    documents: memoryDocuments(),
    values: {
      valuesOf: async ({ tokens }: { tokens: readonly string[] }) =>
        tokens.flatMap((token) => {
          const value = known[token];
          return value === undefined ? [] : [{ token, type: 'PERSON' as const, value }];
        }),
    },
  };
  const reference = await store.documents.put({
    tenant,
    subject,
    kind,
    body: {
      format: 'wayproof-proposal/1',
      journeyId: journeyIdOf(workflowId),
      type: 'churn-rescue',
      recordVersion: 1,
      draft: { ...draft },
      operations: [{ verb: 'send_message', channel: 'whatsapp', text: 'Hello [[NAME_1]]' }],
      ...proposal,
    },
  });
  await store.policyDecisions.record({
    tenant,
    journeyId: journeyIdOf(workflowId),
    question: 'decide',
    policySnapshot: set.hash,
    request: {
      requestId: 'cp_1',
      decision: 'approve',
      proposalHash: reference.commitment,
      edit: null,
      question: {
        subject: 'prn_lead',
        roles: ['retention-lead'],
        tenant,
        object: 'checkpoint:retention-approval',
        action: 'decide',
        facts: { tier: 'standard', selfApproval: false },
      },
    },
    answer: { verdict: 'accepted', role: 'retention-lead' },
    key: 'decide',
  });
  const grant = await store.grants.issue({
    tenant,
    workflowId,
    journeyType: 'churn-rescue',
    purpose: 'retention',
    actions: ['crm.write'],
    dataClasses: [],
    region: 'in',
    policySnapshot: set.hash,
    expiresAt: now + grantMs,
  });
  const input: ActInCrmInput = {
    tenant,
    region: 'in',
    subject,
    type: 'churn-rescue',
    workflowId,
    grant: grant.id,
    policySnapshot: set.hash,
    proposal: reference,
    approvedHash: reference.commitment,
    requestId: 'cp_1',
    actor: 'prn_lead',
    approved: { decision: 'approve', role: 'retention-lead', at: now },
  };
  const key = crmWriteKey({ workflowId, stage: 'act', proposalHash: reference.commitment });
  const written: CrmWriteResult = {
    ...{ verdict: 'written', writeId: 'wr_1', replayed: false },
    ...{ version: { before: 1, after: 2 }, diff: [] },
  };
  const writes: CrmWrite[] = [];
  const customer = willingCustomer({ recentContacts: options.contacts ?? [] });
  const actInCrm = createActInCrm({
    policies: { current: async () => set, byHash: async () => set },
    catalog: catalogOf(...referenceJourneys),
    crm: {
      ...memoryCrm(customer),
      ...crmWith(customer, 'in'),
      findWrite: async ({ idempotencyKey }) =>
        options.alreadyWritten && idempotencyKey === key ? written : null,
      write: async (write) => {
        writes.push(write);
        return written;
      },
    },
    store,
    switches: memorySwitches(),
    region: 'in',
    clock: () => now,
    contactHoursOverride: 'always',
  });
  return { result: actInCrm(input), writes };
}

describe('the act in the CRM', () => {
  const someToken = createTokenFor({ key: new Uint8Array(32), tenant, subject })('PERSON', 'aoife byrne');
  const message = (text: string) => [{ verb: 'send_message', channel: 'whatsapp', text }];

  it('writes what was approved, with its tokens swapped back', async () => {
    const proposal = { operations: message(`Hello ${someToken}, hello ${someToken.toUpperCase()}`) };
    const { result, writes } = await act({ proposal, values: { [someToken]: 'Aoife $& Byrne' } });
    expect(await result).toMatchObject({ verdict: 'acted', write: 'wr_1', replayed: false });
    expect(writes).toMatchObject([
      { operations: [{ text: 'Hello Aoife $& Byrne, hello Aoife $& Byrne' }], expectedVersion: 1 },
    ]);
  });

  it('writes nothing when one token of the proposal stands for nothing here', async () => {
    const { result, writes } = await act({ proposal: { operations: message(`Hello ${someToken}`) } });
    expect(await result).toMatchObject({ verdict: 'denied', explanation: { code: 'token_unknown' } });
    expect(writes).toEqual([]);
  });

  it('still writes what waited at a checkpoint when tokens looked otherwise', async () => {
    const { result, writes } = await act();
    expect(await result).toMatchObject({ verdict: 'acted', write: 'wr_1', replayed: false });
    expect(writes).toMatchObject([{ operations: [{ text: 'Hello Aoife Byrne' }], expectedVersion: 1 }]);
  });

  it('under a grant that ran out it writes nothing', async () => {
    const { result, writes } = await act({ grantMs: -1 });
    await expect(result).rejects.toMatchObject({ type: 'GrantExpired' });
    expect(writes).toEqual([]);
  });

  it('asked again after its write, it says so, although the write fills a cap and the grant ran out', async () => {
    const contacts = [{ channel: 'whatsapp' as const, at: now - 60_000 }];
    const { result, writes } = await act({ alreadyWritten: true, grantMs: -1, contacts });
    expect(await result).toMatchObject({ verdict: 'acted', write: 'wr_1', replayed: true });
    expect(writes).toEqual([]);
  });

  it.each<[string, Options]>([
    ['the proposal of another journey', { proposal: { journeyId: journeyIdOf('journey/another') } }],
    ['a document that is no proposal', { kind: 'edit' }],
  ])('denies %s', async (_what, options) => {
    const { result, writes } = await act(options);
    expect(await result).toMatchObject({ verdict: 'denied', explanation: { code: 'proposal_mismatch' } });
    expect(writes).toEqual([]);
  });
});
