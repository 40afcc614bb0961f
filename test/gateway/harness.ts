// A gateway on fakes with the real embedded identity, and requests through its public door.
import type { InjectOptions, LightMyRequestResponse } from 'fastify';
import {
  createDecisionAssertions,
  createDecisionKeys,
} from '../../connectors/identity/decision-assertions.ts';
import { browserClientId, createEmbeddedIssuer } from '../../connectors/identity/embedded/embedded-issuer.ts';
import type { EmbeddedIssuer } from '../../connectors/identity/embedded/embedded-issuer.ts';
import { createIdentityKeys } from '../../connectors/identity/embedded/keys.ts';
import { createExplainJourney } from '../../activities/evidence/rationale/explain-journey.ts';
import { evaluate } from '../../activities/policy/policy-engine.ts';
import { screenEventData } from '../../activities/privacy/screens/screen-event.ts';
import { createTokenVerifier } from '../../connectors/identity/jwt-verifier.ts';
import { decodeForCaller } from '../../connectors/temporal/payload-codec-reading.ts';
import { createOidcSignIn } from '../../connectors/identity/oidc-sign-in.ts';
import { journeyIdOf, journeyWorkflowId } from '../../contracts/ids.ts';
import type { PolicySet, TenantPolicy } from '../../contracts/policy.ts';
import { failures } from '../../contracts/failures.ts';
import type { DecisionAssertions, Role } from '../../contracts/ports/identity.ts';
import type { JourneyRow } from '../../contracts/ports/store.ts';
import type { CrmRecordView } from '../../contracts/ports/crm.ts';
import { createGateway } from '../../gateway/create-gateway.ts';
import { createGatewayLogger } from '../../gateway/logger.ts';
import type { GatewayDeps, PartStatus, PolicyQuestion } from '../../gateway/ports.ts';
import { shippedPolicy } from '../support/shipped-policy.ts';
import { memoryPayloadKeys } from '../support/payload-keys.ts';
import { memoryCounters, memorySwitches, someLimits } from '../support/memory-limits.ts';
import { fakeReading } from './fake-reading.ts';
import { fakeCrm, fakeEngine, fakeKnowledge, fakeSessions, fakeStore } from './fakes.ts';

/** Whom the fake policy below lets read texts. */
const contentRoles: readonly Role[] = ['adviser', 'retention-lead', 'supervisor', 'compliance'];

export const wealth = 'aldermoor-wealth';
export const retail = 'lumen-retail';
/** In the list of tenants, but nobody acknowledged its residency. */
export const silent = 'silent-bank';
export const origin = 'http://127.0.0.1:4180';
/** Of the Temporal UI. */
export const uiOrigin = 'http://127.0.0.1:8233';
export const issuerUrl = `${origin}/identity`;
export const now = Date.parse('2026-03-02T09:00:00Z');
/** A name that must never be seen in a log or an error. */
export const canary = 'Zephyrine-Quillfeather';

function tenantPolicy(tenant: string, region: 'eu' | 'in'): TenantPolicy {
  return {
    tenant,
    name: tenant,
    region,
    jurisdiction: region === 'eu' ? 'EU' : 'IN',
    timeZone: 'Europe/Dublin',
    currency: 'EUR',
    language: 'en',
    residency: tenant === silent ? null : { acknowledgedBy: 'officer', acknowledgedOn: '2026-01-01' },
    contact: { hours: { from: '09:00', to: '17:00', days: [1, 2, 3, 4, 5] }, caps: [] },
    limits: { offerMinor: 0, points: 0 },
  };
}

const policySet: PolicySet = {
  hash: 'e'.repeat(64),
  canonical: '{}',
  casbin: shippedPolicy.casbin,
  tenants: { [wealth]: tenantPolicy(wealth, 'eu'), [retail]: tenantPolicy(retail, 'in'), [silent]: tenantPolicy(silent, 'eu') },
  intents: {},
  checkpoints: {},
  hardRules: [],
  dataClasses: { classes: {}, purposes: {} },
  forbiddenPromises: [],
  emergencyDeny: [],
  prompts: {},
}; // prettier-ignore

const record: CrmRecordView = {
  facts: {
    version: 3,
    segment: 'private',
    riskClass: 4,
    loyalty: null,
    optedOut: false,
    consents: { purposes: { investment_advice: true }, channels: { email: true } },
    timeZone: null,
    language: 'en',
    openCases: 0,
    holdings: [],
    recentContacts: [],
  },
  identity: { name: canary, email: null, phone: null },
  timeline: [],
  tasks: [],
  cases: [],
  offers: [],
  calls: [],
  outbox: [],
  writes: [],
};

export type Harness = Awaited<ReturnType<typeof createHarness>>;

export async function createHarness(change: Partial<GatewayDeps> = {}) {
  const keys = await createIdentityKeys();
  const tenants = [wealth, retail, silent].map((tenant) => ({ tenant, name: tenant }));
  const identity = createEmbeddedIssuer({ issuer: issuerUrl, keys, tenants });
  const assertions: DecisionAssertions = createDecisionAssertions(await createDecisionKeys());
  const store = fakeStore();
  const engine = fakeEngine();
  const sessions = fakeSessions();
  const signIn = createOidcSignIn({
    ...{ issuer: issuerUrl, clientId: browserClientId, clientSecret: undefined, scope: 'openid profile' },
    ...{
      redirectUri: `${origin}/auth/callback`,
      afterSignOut: `${origin}/`,
      key: new Uint8Array(32).fill(7),
    },
    ...{ parameters: { prompt: 'login' }, fetch: identity.fetch },
  });
  const knowledge = fakeKnowledge();
  const lines: string[] = [];
  const state = {
    policiesReadable: true,
    /** Read once a second: set it before the first call. */
    limits: someLimits(),
    parts: [{ name: 'store', state: 'ready', detail: 'fake' }] as PartStatus[],
  };
  const questions: PolicyQuestion[] = [];
  const set: PolicySet = {
    ...policySet,
    get limits() {
      return state.limits;
    },
  };
  const policies: GatewayDeps['policies'] = {
    current: async () => {
      if (!state.policiesReadable) throw failures.policyUnreadable('policies/ is not there');
      return set;
    },
    byHash: async () => policySet,
  };
  const switches = memorySwitches();
  const counters = memoryCounters();
  const payloadKeys = memoryPayloadKeys('eu');
  const app = createGateway({
    store,
    switches,
    counters,
    reading: fakeReading(store),
    explainJourney: createExplainJourney({ store }),
    completeness: { groups: async () => [] },
    engine,
    knowledge,
    assertions,
    runAddress: (workflowId) => `${uiOrigin}/namespaces/default/workflows/${encodeURIComponent(workflowId)}`,
    sendSamples: async ({ tenant }) =>
      tenant === wealth ? { customers: 1, events: 2, accepted: 2, duplicates: 0 } : null,
    previewProposal: async () => ({
      verdict: 'pass',
      tier: 'standard',
      findings: [],
      operations: [],
      crm: { verdict: 'unknown' },
    }),
    identity,
    browser: { signIn, sessions, origin },
    payloads: {
      uiOrigin,
      decode: ({ payloads, may }) => decodeForCaller({ keys: [payloadKeys], payloads, may }),
    },
    crm: fakeCrm({ [`${wealth}/AW-0001`]: record }),
    tokens: verifierOf(identity),
    policies,
    screenEvent: screenEventData,
    evaluatePolicy: async (_set, question) => {
      // Who may call is the shipped policy's own answer.
      if (question.object.startsWith('api:')) return evaluate(shippedPolicy, question);
      questions.push(question);
      const reveals =
        question.action === 'reveal' && contentRoles.some((role) => question.roles?.includes(role));
      return question.action === 'read' || reveals
        ? { verdict: 'allowed', rule: 'r1', explanation: null, considered: [] }
        : {
            verdict: 'denied',
            rule: 'r2',
            explanation: { code: 'no_rule', rule: 'r2', missing: ['role_missing', 'odd'] },
            considered: [{ rule: 'r2' }],
          };
    },
    parts: async () => state.parts,
    logger: createGatewayLogger('trace', (line) => line, { write: (line) => void lines.push(line) }),
    clock: () => now,
    version: '0.1.0',
    ...change,
  });
  const tokenOf = async (persona: Role, tenant: string) =>
    (await identity.issue({ persona, tenant }))?.access_token ?? '';
  const call = async (
    persona: Role,
    tenant: string,
    method: 'GET' | 'POST' | 'PUT' | 'DELETE',
    url: string,
    payload?: object,
  ): Promise<LightMyRequestResponse> =>
    app.inject({ method, url, headers: { authorization: `Bearer ${await tokenOf(persona, tenant)}` }, ...(payload && { payload }) }); // prettier-ignore
  return {
    app,
    store,
    switches,
    counters,
    engine,
    sessions,
    signIn,
    knowledge,
    payloadKeys,
    assertions,
    identity,
    keys,
    lines,
    state,
    policies,
    questions,
    tokenOf,
    call,
  };
}

function verifierOf(identity: EmbeddedIssuer) {
  return createTokenVerifier({
    issuers: [
      { issuer: identity.issuer, audience: identity.audience, jwks: identity.publicKeys, tenantClaim: 'tenant', rolesClaim: 'roles', postureClaim: 'posture', riskClaim: 'risk' },
    ],
    tenants: [wealth, retail, silent, 'left-yesterday'],
  }); // prettier-ignore
}

/** Sends one event as the trigger service of a tenant. */
export async function send(
  { app, tokenOf }: Harness,
  payload: string | Buffer | object,
  headers: Record<string, string> = {},
  tenant = wealth,
): Promise<LightMyRequestResponse> {
  const options: InjectOptions = {
    method: 'POST',
    url: '/v1/events',
    payload: typeof payload === 'string' || Buffer.isBuffer(payload) ? payload : JSON.stringify(payload),
    headers: {
      authorization: `Bearer ${await tokenOf('trigger', tenant)}`,
      'content-type': 'application/cloudevents+json',
      ...headers,
    },
  };
  return app.inject(options);
}

export function pageViewed(change: Record<string, unknown> = {}): Record<string, unknown> {
  return {
    specversion: '1.0',
    id: 'e-1',
    source: '/web',
    type: 'com.wayproof.web.page_viewed.v1',
    time: '2026-03-02T08:59:00+00:00',
    subject: 'AW-0001',
    data: { sessionId: 's-1', topic: 'structured_notes' },
    ...change,
  };
}

/** Puts a journey that waits for an adviser into the store. */
export async function openJourney({ store }: Harness, tenant = wealth): Promise<JourneyRow> {
  const subject = await store.vault.subjectOf({ tenant, customerId: 'AW-0001' });
  const type = 'advisory-outreach';
  const workflowId = journeyWorkflowId({ type, tenant, subject, episode: 'ab'.repeat(8) });
  const put = (kind: 'proposal' | 'draft' | 'evidence-set', body: string) =>
    store.documents.put({ tenant, subject, kind, body: { text: body } });
  const row: JourneyRow = {
    id: journeyIdOf(workflowId),
    workflowId,
    tenant,
    type,
    subject,
    stage: 'checkpoint',
    outcome: null,
    reasons: [],
    score: 0.8,
    tier: 'standard',
    checkpoint: {
      requestId: 'cp_1',
      proposal: await put('proposal', `call ${canary}`),
      draft: await put('draft', 'draft'),
      evidence: await put('evidence-set', 'passage'),
      approverRole: 'adviser',
      opensAt: now,
      deadlineAt: now + 1000,
      blocked: false,
      findings: [],
      rejectReasons: ['not_suitable'],
    },
    decision: null,
    model: { provider: 'extractive', model: 'composer', fallback: 'no_model_configured' },
    retrieval: { store: 'pgvector', passages: 1 },
    write: null,
    head: null,
    createdAt: now,
    updatedAt: now,
  };
  store.rows.push(row);
  return row;
}

/** The problem that an answer holds, after checking that its form is the promised one. */
export function problemIn(answer: LightMyRequestResponse): { code: string } & Record<string, unknown> {
  const body = answer.json<{ code: string; status: number; type: string }>();
  if (answer.headers['content-type'] !== 'application/problem+json') throw new Error('no problem document');
  if (body.status !== answer.statusCode || body.type !== `/problems/${body.code}`) {
    throw new Error('problem document does not fit its answer');
  }
  return body;
}
