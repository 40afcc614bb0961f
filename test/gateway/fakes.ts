// In-memory stand-ins of the gateway's ports, typed by the ports. They keep the promises that the gateway relies on
// (idempotency, conflicts, tenants apart) and can be told to fail.
import type { AgentCarriedState } from '../../contracts/agent-messages.ts';
import { hashJson, hashText } from '../../contracts/canonical-json.ts';
import type { DocumentReference } from '../../contracts/control-facts.ts';
import type {
  CheckpointActionInput,
  CheckpointActionResult,
  DecideResult,
  DecisionInput,
} from '../../contracts/decision.ts';
import type { EventSignal } from '../../contracts/events.ts';
import type { EvidenceEntry } from '../../contracts/evidence-entry.ts';
import { failures } from '../../contracts/failures.ts';
import type { JourneyState } from '../../contracts/stage-messages.ts';
import type {
  CallerIdentity,
  JourneyRow,
  LedgerRecord,
  Person,
  PolicyDecisionRecord,
  Store,
  StoredDocument,
  UndeliveredEvent,
} from '../../contracts/ports/store.ts';
import type { Session, SessionStore } from '../../contracts/ports/sign-in.ts';
import type { CrmConnector, CrmRecordView } from '../../contracts/ports/crm.ts';
import type { DecideErasureResult, ErasureDecisionInput, ErasureInput } from '../../contracts/erasure.ts';
import type { JourneyEngine } from '../../gateway/journey-engine.ts';
import type { Knowledge } from '../../gateway/ports.ts';
import { fakeErasures } from './fake-erasures.ts';

const hex = (text: string, digits: number) => hashText(text).slice(0, digits);

export interface FakeStore extends Store {
  events: Map<string, { hash: string; delivered: boolean; kept: Omit<UndeliveredEvent, 'event'> }>;
  rows: JourneyRow[];
  records: (LedgerRecord & { tenant: string; key: string })[];
  saved: Map<string, StoredDocument & { tenant: string }>;
  erasures: ReturnType<typeof fakeErasures>;
  callers: Map<string, Person & { displayName: string; tenant: string }>;
  /** What policy was asked and answered. */
  answers: PolicyDecisionRecord[];
  sealed: Map<string, Awaited<ReturnType<Store['ledger']['evidenceOf']>>>;
  down: boolean;
}

export function fakeStore(): FakeStore {
  const customers = new Map<string, string>();
  let counter = 0;
  const unused = () => Promise.reject(new Error('not used by the gateway'));
  const hasOf = (tenant: string, subject: string) => customers.has(`${tenant}/${subject}`);
  const keep = (tenant: string, kind: StoredDocument['kind'], body: StoredDocument['body']) => {
    counter += 1;
    const reference: DocumentReference = {
      ref: `doc_${hex(String(counter), 32)}`,
      commitment: hashJson(body),
    };
    store.saved.set(reference.ref, { tenant, kind, body, reference });
    return reference;
  };
  const meet = ({ tenant, issuer, subject, displayName, roles }: CallerIdentity) => {
    const principal = `prn_${hex(`${tenant}/${issuer}/${subject}`, 32)}`;
    const key = `${tenant}/${principal}`;
    const one = store.callers.get(key) ?? { withdrawnRoles: [], absence: null };
    const met = { ...one, tenant, principal, displayName, roles, seenAt: 1 };
    store.callers.set(key, met);
    return met;
  };
  const known = ({ principal, roles, withdrawnRoles, absence, seenAt }: Person): Person => ({
    principal,
    roles: roles.filter((role) => !withdrawnRoles.includes(role)),
    withdrawnRoles,
    absence,
    seenAt,
  });
  const store: FakeStore = {
    events: new Map(),
    rows: [],
    records: [],
    saved: new Map(),
    callers: new Map(),
    answers: [],
    sealed: new Map(),
    down: false,
    documents: {
      put: async ({ tenant, kind, body }) => keep(tenant, kind, body),
      get: async ({ tenant, ref }) => {
        const found = store.saved.get(ref);
        if (!found || found.tenant !== tenant) return null;
        if (hashJson(found.body) !== found.reference.commitment) throw failures.contractBroken(ref);
        return found;
      },
    },
    vault: {
      subjectOf: async ({ tenant, customerId }) => {
        const subject = `sub_${hex(`${tenant}/${customerId}`, 32)}`;
        customers.set(`${tenant}/${subject}`, customerId);
        return subject;
      },
      find: async ({ tenant, customerId }) => {
        const subject = `sub_${hex(`${tenant}/${customerId}`, 32)}`;
        return customers.has(`${tenant}/${subject}`) ? subject : null;
      },
      customerOf: async ({ tenant, subject }) => customers.get(`${tenant}/${subject}`) ?? null,
    },
    // The gateway makes no prompt and swaps nothing back.
    values: { tokenKey: unused, keep: unused, valuesOf: unused },
    tokens: { token: async ({ tenant, space, value }) => hex(`${tenant}/${space}/${value}`, 32) },
    inbox: {
      accept: async ({ tenant, events }) => {
        if (store.down) throw failures.dependencyUnavailable('store', { part: 'store' });
        return Promise.all(
          events.map(async ({ source, id, type, customerId, event, sessionId, at, by }) => {
            const subject = await store.vault.subjectOf({ tenant, customerId });
            const token = `evt_${hex(JSON.stringify([tenant, source, id]), 32)}`;
            const hash = hashJson(event);
            const known = store.events.get(token);
            if (known && known.hash !== hash) return { verdict: 'conflict' as const, event: token };
            const session = sessionId === null ? null : hex(`${tenant}/${sessionId}`, 16);
            const body = known?.kept.body ?? keep(tenant, 'event', event);
            const kept = { type, subject, session, at, by, body, content: { cloudEvent: event } };
            if (!known) store.events.set(token, { hash, delivered: false, kept });
            const delivered = known?.delivered ?? false;
            const verdict = known ? ('duplicate' as const) : ('accepted' as const);
            return { verdict, event: token, subject, session, body, delivered };
          }),
        );
      },
      markDelivered: async ({ events }) => {
        for (const event of events) {
          const known = store.events.get(event);
          if (known) known.delivered = true;
        }
      },
      undelivered: async ({ tenant, limit, cursor }) => {
        if (store.down) throw failures.dependencyUnavailable('store', { part: 'store' });
        const all = [...store.events];
        const from = all.findIndex(([event]) => event === cursor) + 1;
        const open = all
          .slice(from)
          .filter(([, { delivered, kept }]) => !delivered && hasOf(tenant, kept.subject));
        const events = open.slice(0, limit).map(([event, { kept }]) => ({ event, ...kept }));
        return { events, next: events.length === limit ? (events.at(-1)?.event ?? null) : null };
      },
    },
    principals: {
      principalOf: async (caller) => meet(caller).principal,
      personCalling: async (caller) => known(meet(caller)),
      people: async ({ tenant }) =>
        [...store.callers.values()]
          .filter((one) => one.tenant === tenant)
          .map((one) => ({ ...known(one), displayName: one.displayName })),
      personOf: async ({ tenant, principal }) => {
        const one = store.callers.get(`${tenant}/${principal}`);
        return one ? known(one) : null;
      },
      withdrawRoles: async ({ tenant, principal, roles }) => {
        const one = store.callers.get(`${tenant}/${principal}`);
        if (one) one.withdrawnRoles = roles;
        return one !== undefined;
      },
      setAbsence: async ({ tenant, principal, absence }) => {
        const one = store.callers.get(`${tenant}/${principal}`);
        if (!one || (absence && !store.callers.has(`${tenant}/${absence.substitute}`))) return false;
        one.absence = absence;
        return true;
      },
      nameOf: async ({ tenant, principal }) =>
        store.callers.get(`${tenant}/${principal}`)?.displayName ?? null,
    },
    journeys: {
      record: async ({ tenant, workflowId, patch }) => {
        const row = store.rows.find((one) => one.tenant === tenant && one.workflowId === workflowId);
        if (row) Object.assign(row, patch, { updatedAt: row.updatedAt + 1 });
      },
      // A copy, as from a database: what is recorded later does not change what was read.
      get: async ({ tenant, id }) =>
        structuredClone(store.rows.find((row) => row.tenant === tenant && row.id === id)) ?? null,
      list: async ({ tenant, filter, limit, cursor }) => {
        const matching = store.rows.filter(
          (row) =>
            row.tenant === tenant &&
            (filter.type === undefined || row.type === filter.type) &&
            (filter.stage === undefined || row.stage === filter.stage) &&
            (filter.outcome === undefined || row.outcome === filter.outcome) &&
            (filter.approverRole === undefined || row.checkpoint?.approverRole === filter.approverRole) &&
            (filter.subject === undefined || row.subject === filter.subject) &&
            (filter.tier === undefined || row.tier === filter.tier) &&
            (filter.since === undefined || row.createdAt >= filter.since) &&
            (filter.until === undefined || row.createdAt < filter.until) &&
            (filter.inHandOf === undefined || whoseHand(row, filter.inHandOf) === filter.inHandOf.who) &&
            (filter.heldBy === undefined || isHeld(row, filter.heldBy)),
        );
        const from = Number(cursor ?? 0);
        const next = from + limit < matching.length ? String(from + limit) : null;
        return { rows: matching.slice(from, from + limit), next };
      },
    },
    ledger: {
      append: async ({ tenant, key, kind, journeyId, facts }) => {
        const first = store.records.find((record) => record.tenant === tenant && record.key === key);
        if (first) return first;
        const index = store.records.filter((record) => record.tenant === tenant).length;
        const record = { tenant, key, index, kind, journeyId, at: 1, facts, signature: 'c2ln', keyId: 'k1' };
        store.records.push(record);
        return record;
      },
      seal: unused,
      evidenceOf: async ({ tenant, journeyId }) => store.sealed.get(`${tenant}/${journeyId}`) ?? null,
      list: async ({ tenant, kind, journeyId, limit, afterIndex }) =>
        store.records
          .filter(
            (record) =>
              record.tenant === tenant &&
              (kind === undefined || record.kind === kind) &&
              (journeyId === undefined || record.journeyId === journeyId) &&
              record.index > (afterIndex ?? -1),
          )
          .slice(0, limit),
      find: async ({ tenant, key }) =>
        store.records.find((record) => record.tenant === tenant && record.key === key) ?? null,
      signHead: unused,
      heads: async () => [],
      inclusion: unused,
      consistency: unused,
      rotateKey: unused,
      publicKeys: async () => [{ keyId: 'k1', jwk: { kty: 'OKP', crv: 'Ed25519', x: 'AA' } }],
    },
    policySnapshots: { put: unused, get: unused },
    policyDecisions: {
      record: unused,
      list: async ({ journeyId }) => store.answers.filter((one) => one.journeyId === journeyId),
    },
    grants: { issue: unused, find: unused },
    erasures: fakeErasures(),
  };
  return store;
}

function isHeld({ stage, checkpoint }: JourneyRow, { principal, now }: { principal: string; now: number }) {
  const { claim, assignee } = checkpoint?.standing ?? { claim: null, assignee: null };
  return stage === 'checkpoint' && (assignee === principal || (claim?.by === principal && claim.until > now));
}

function whoseHand(row: JourneyRow, asked: { principal: string; now: number }) {
  const { claim, assignee } = row.checkpoint?.standing ?? { claim: null, assignee: null };
  if (isHeld(row, asked)) return 'me';
  return assignee !== null || (claim && claim.until > asked.now) ? 'others' : 'nobody';
}

/** Sessions in memory; when they are over is the durable store's to know. */
export function fakeSessions(): SessionStore & { kept: Map<string, Session> } {
  const kept = new Map<string, Session>();
  let counter = 0;
  return {
    kept,
    open: async ({ caller, principal, now }) => {
      counter += 1;
      const secret = `${caller.tenant}.${hex(`secret ${counter}`, 43)}`;
      const expiresAt = now + 8 * 3_600_000;
      const session = {
        caller: { ...caller, expiresAt },
        principal,
        openedAt: now,
        idleUntil: now + 1_800_000,
      };
      kept.set(secret, session);
      return { secret, session };
    },
    find: async ({ secret, now }) => {
      const session = kept.get(secret);
      return session && session.idleUntil > now ? session : null;
    },
    close: async ({ secret }) => void kept.delete(secret),
    closeAllOf: async ({ tenant, principal }) => {
      const theirs = [...kept].filter(
        ([, one]) => one.caller.tenant === tenant && one.principal === principal,
      );
      for (const [secret] of theirs) kept.delete(secret);
      return theirs.length;
    },
  };
}

export interface FakeEngine extends JourneyEngine {
  signals: { tenant: string; region: string; subject: string; events: EventSignal[] }[];
  decisions: { workflowId: string; decision: DecisionInput }[];
  /** Subjects for which the engine does not answer; `all` for everybody. */
  down: Set<string>;
  /** From now on signals wait until the answer is called. */
  hold(): () => void;
  answer: DecideResult;
  actions: { workflowId: string; action: CheckpointActionInput }[];
  /** Absent: accepted. */
  refusal: Extract<CheckpointActionResult, { verdict: 'refused' }> | null;
  /** Erasures whose workflow was started, each as often as it was. */
  started: ErasureInput[];
  erasureDecisions: { workflowId: string; decision: ErasureDecisionInput }[];
  erasureAnswer: DecideErasureResult;
  /** What the agent holds; an Error: it does not answer. */
  agent: AgentCarriedState | Error | null;
  /** The workflow's own word; an Error: it does not answer. */
  known: JourneyState | Error | null;
  /** Its entries so far. */
  entries: EvidenceEntry[] | null;
}

export function fakeEngine(): FakeEngine {
  let gate = Promise.resolve();
  const engine: FakeEngine = {
    signals: [],
    hold: () => {
      let letGo: () => void = () => undefined;
      gate = new Promise((resolve) => {
        letGo = resolve;
      });
      return () => letGo();
    },
    decisions: [],
    down: new Set(),
    answer: { verdict: 'accepted', decision: 'approve', proposalHash: '0'.repeat(64) },
    signalEvents: async (input) => {
      await gate;
      if (engine.down.has('all') || engine.down.has(input.subject)) {
        throw failures.dependencyUnavailable('temporal does not answer', { part: 'temporal' });
      }
      engine.signals.push(input);
    },
    decide: async (input) => {
      engine.decisions.push(input);
      return engine.answer;
    },
    actions: [],
    refusal: null,
    known: null,
    agent: null,
    agentState: async () => {
      if (engine.agent instanceof Error) throw engine.agent;
      return engine.agent;
    },
    entries: null,
    evidence: async () => engine.entries,
    actOnCheckpoint: async (input) => {
      engine.actions.push(input);
      const { action, delegate } = input.action;
      return engine.refusal ?? { verdict: 'accepted', action, claimedUntil: null, assignee: delegate };
    },
    started: [],
    startErasure: async (input) => {
      if (engine.down.has('all')) throw failures.dependencyUnavailable('temporal does not answer', { part: 'temporal' }); // prettier-ignore
      engine.started.push(input);
    },
    erasureDecisions: [],
    erasureAnswer: { verdict: 'accepted', decision: 'approve' },
    decideErasure: async (input) => {
      engine.erasureDecisions.push(input);
      return engine.erasureAnswer;
    },
    state: async () => {
      if (engine.known instanceof Error) throw engine.known;
      return engine.known;
    },
    ping: async () => undefined,
  };
  return engine;
}

export function fakeCrm(views: Record<string, CrmRecordView>): CrmConnector {
  const find = (tenant: string, customerId: string) => views[`${tenant}/${customerId}`] ?? null;
  const unused = () => Promise.reject(new Error('not used by the gateway'));
  return {
    name: 'fake',
    region: 'eu',
    readFacts: async ({ tenant, customerId }) => find(tenant, customerId)?.facts ?? null,
    readIdentity: unused,
    callSlots: unused,
    products: unused,
    offers: unused,
    write: unused,
    findWrite: unused,
    undo: unused,
    erase: unused,
    view: async ({ tenant, customerId }) => find(tenant, customerId),
  };
}

export function fakeKnowledge(): Knowledge & { loaded: { tenant: string; documentId: string }[] } {
  const loaded: { tenant: string; documentId: string; audience: string[]; text: string }[] = [];
  const state = (text: string) => ({ documentHash: hashText(text), version: 1 });
  return {
    loaded,
    load: async ({ tenant, documents }) => {
      loaded.push(...documents.map(({ documentId, audience, text }) => ({ tenant, documentId, audience, text }))); // prettier-ignore
      const { length } = documents;
      return { documents: length, changed: length, written: length, unchanged: 0, hidden: {}, screened: [] };
    },
    search: async ({ tenant, roles, limit }) =>
      loaded
        .filter(
          (one) => one.tenant === tenant && one.audience.some((role) => ['all', ...roles].includes(role)),
        )
        .slice(0, limit)
        .map(({ documentId, audience, text }) => ({
          id: `kp_${hex(documentId, 32)}`,
          documentId,
          title: 'Title',
          source: 'faq',
          language: 'en',
          audience,
          text,
          contentHash: hashText(text),
          ...state(text),
          updated: '2026-01-01',
          score: 1,
          ranks: { dense: 1, bm25: null },
        })),
    documents: async ({ tenant, prefix }) =>
      loaded
        .filter((one) => one.tenant === tenant && one.documentId.startsWith(prefix))
        .map(({ documentId, text }) => ({ documentId, ...state(text), passages: 1 })),
    delete: async ({ tenant, documentId }) => {
      const index = loaded.findIndex((one) => one.tenant === tenant && one.documentId === documentId);
      return index < 0 ? 0 : loaded.splice(index, 1).length;
    },
    evaluate: async ({ questions }) => ({
      store: 'fake',
      space: 'none',
      questions: questions.map(({ id, relevant }) => {
        const score = relevant.length === 0 ? null : 1;
        const list = { recallAt5: score, ndcgAt10: score, found: relevant.length };
        return { id, bm25: list, dense: list, fused: list };
      }),
      unknownDocuments: [],
    }),
  };
}
