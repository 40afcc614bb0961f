// Ports in memory for tests of single activities: documents, vault, read model, grants, and a CRM with one customer.
// They keep what was written in plain sight, so that a test can look for what must not be there.
import { hashJson } from '../../contracts/canonical-json.ts';
import type { DocumentReference } from '../../contracts/control-facts.ts';
import type { IssuedToken } from '../../contracts/personal-data.ts';
import type { JourneyContext } from '../../contracts/stage-messages.ts';
import type { JsonValue } from '../../contracts/canonical-json.ts';
import type { CrmConnector, CustomerFacts, CustomerIdentity } from '../../contracts/ports/crm.ts';
import type { DocumentKind, GrantClaims, JourneyPatch, Store } from '../../contracts/ports/store.ts';

export const customerId = 'C-0001';
export const now = Date.parse('2026-11-20T10:00:00Z');

/** A journey of this type and tenant, with ids of the right form. */
export function journeyContext(type: string, tenant: string, region: string): JourneyContext {
  const subject = `sub_${'0'.repeat(32)}`;
  return {
    tenant,
    region,
    subject,
    type,
    workflowId: `journey/${type}/${tenant}/${subject}/${'0'.repeat(16)}`,
  };
}

export interface MemoryStore extends Pick<Store, 'documents' | 'vault' | 'values' | 'journeys' | 'grants'> {
  written: { kind: DocumentKind; body: JsonValue; reference: DocumentReference }[];
  patches: JourneyPatch[];
  grant: Partial<GrantClaims> | null;
  erased: boolean;
  /** Values by token, as the vault keeps them. */
  kept: Map<string, Pick<IssuedToken, 'token' | 'type' | 'value'>>;
}

export function memoryStore(context: JourneyContext, grant: Partial<GrantClaims>): MemoryStore {
  const unused = (): never => {
    throw new Error('this port method is not part of the test');
  };
  const store: MemoryStore = {
    written: [],
    patches: [],
    grant,
    erased: false,
    kept: new Map(),
    documents: {
      put: async ({ kind, body }) => {
        const ref = `doc_${String(store.written.length).padStart(32, '0')}`;
        const reference = { ref, commitment: hashJson(body) };
        // Through JSON, as the real store: what has no JSON form must fail here too.
        store.written.push({ kind, body: JSON.parse(JSON.stringify(body)) as JsonValue, reference });
        return reference;
      },
      get: async ({ ref }) => store.written.find(({ reference }) => reference.ref === ref) ?? null,
    },
    vault: { subjectOf: unused, find: unused, customerOf: async () => (store.erased ? null : customerId) },
    values: {
      tokenKey: async () => (store.erased ? null : new Uint8Array(32).fill(7)),
      keep: async ({ values }) => {
        for (const value of values) if (!store.kept.has(value.token)) store.kept.set(value.token, value);
      },
      valuesOf: async ({ tokens }) => tokens.flatMap((token) => store.kept.get(token) ?? []),
    },
    journeys: {
      record: async ({ patch }) => {
        store.patches.push(patch);
      },
      get: unused,
      list: unused,
    },
    grants: {
      issue: unused,
      find: async () =>
        store.grant && {
          expired: false,
          claims: {
            id: 'grant-1',
            tenant: context.tenant,
            workflowId: context.workflowId,
            journeyType: context.type,
            purpose: 'none',
            actions: ['knowledge.search', 'model.infer', 'crm.read'],
            dataClasses: [],
            region: context.region,
            policySnapshot: '0'.repeat(64),
            expiresAt: now + 60_000,
            ...store.grant,
          },
        },
    },
  };
  return store;
}

export const identity: CustomerIdentity = {
  name: 'Aoife Byrne',
  email: 'aoife.byrne@example.test',
  phone: '+353 86 123 4567',
};

export function customerFacts(over: Partial<CustomerFacts> = {}): CustomerFacts {
  return {
    version: 3,
    segment: 'core',
    riskClass: 4,
    loyalty: { tier: 'gold', points: 900 },
    optedOut: false,
    consents: { purposes: { retention: true }, channels: { whatsapp: true, push: true, email: true } },
    timeZone: null,
    language: 'en',
    openCases: 1,
    holdings: ['fund-2'],
    recentContacts: [],
    ...over,
  };
}

export function memoryCrm(facts: CustomerFacts, over: Partial<CrmConnector> = {}): CrmConnector {
  const unused = (): never => {
    throw new Error('this port method is not part of the test');
  };
  return {
    name: 'memory',
    region: 'eu',
    readFacts: async () => facts,
    readIdentity: async () => identity,
    callSlots: async ({ from, limit }) =>
      Array.from({ length: 12 }, (_, index) => ({
        id: `slot-${index}`,
        start: from + (index + 1) * 3_600_000,
        minutes: 30,
        desk: 'Investment desk',
      })).slice(0, limit),
    products: async () => [
      { id: 'fund-2', name: 'Bond fund', riskClass: 2, category: 'funds' },
      { id: 'note-4', name: 'Harbour note', riskClass: 4, category: 'structured_notes' },
      { id: 'note-6', name: 'Storm certificate', riskClass: 6, category: 'structured_notes' },
      { id: 'pen', name: 'Fountain pen', riskClass: null, category: 'accessories' },
    ],
    offers: async () => [
      { id: 'big', name: 'Half price', valueMinor: 250_001, currency: 'INR' },
      { id: 'small', name: 'Free delivery', valueMinor: 9_900, currency: 'INR' },
      { id: 'euro', name: 'Ten euro', valueMinor: 1_000, currency: 'EUR' },
      { id: 'limit', name: 'Voucher', valueMinor: 250_000, currency: 'INR' },
    ],
    write: unused,
    findWrite: unused,
    undo: unused,
    erase: unused,
    view: unused,
    ...over,
  };
}
