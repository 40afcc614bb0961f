// What the store's contract needs of an implementation, and the values that its tests share.
import { randomBytes } from 'node:crypto';
import type { SQL } from 'drizzle-orm';
import { genesisHash } from '../../contracts/evidence.ts';
import type { DocumentReference } from '../../contracts/control-facts.ts';
import type { EvidenceEntry } from '../../contracts/evidence-entry.ts';
import { journeyWorkflowId } from '../../contracts/ids.ts';
import type { AcceptEventInput, SealedStatement, Store } from '../../contracts/ports/store.ts';
import type { ClosedRun } from '../../contracts/ports/runs.ts';
import type { TenantDatabase } from '../../store/database.ts';
import type { MasterKey } from '../../store/master-key.ts';
import { chainOf, type ChainLink } from '../support/chain-of.ts';

export interface StoreUnderTest {
  store: Store;
  database: TenantDatabase;
  masterKey: MasterKey;
  /** Runs SQL as the owner, past row-level security: what somebody with the database in his hands could do. */
  asOwner(query: SQL): Promise<Record<string, unknown>[]>;
  close(): Promise<void>;
}

const hex = (digits: number): string => randomBytes(digits / 2).toString('hex');

/** Each test has tenants of its own, since opening a database takes seconds. */
export const newTenant = (): string => `tenant-${hex(8)}`;
export const newSubject = (): string => `sub_${hex(32)}`;
export const somePrincipal = `prn_${'0a'.repeat(16)}`;

export function newWorkflowId(tenant: string, subject = newSubject()): string {
  return journeyWorkflowId({ type: 'churn-rescue', tenant, subject, episode: hex(16) });
}

export function someEvent(tenant: string, change: Partial<AcceptEventInput> = {}): AcceptEventInput {
  const id = change.id ?? hex(16);
  return {
    tenant,
    source: '/shop',
    id,
    type: 'com.wayproof.web.page_viewed.v1',
    customerId: 'customer-1',
    at: 1_760_000_000_000,
    sessionId: 'session-1',
    by: somePrincipal,
    event: { id, source: '/shop', data: { topic: 'audio' } },
    ...change,
  };
}

/** A chain of `length` entries, and the statement that seals it. */
export function someChain(
  tenant: string,
  length = 3,
  workflowId = newWorkflowId(tenant),
): { statement: SealedStatement; entries: EvidenceEntry[] } {
  const links = Array.from({ length }, (_, seq): ChainLink => ({
    ...{ type: 'journey.started', stage: 'detect', at: 1_760_000_000_000 },
    facts: { score: 0.1 + seq },
  }));
  const entries = chainOf(workflowId, links);
  const statement: SealedStatement = {
    format: 'wayproof-seal/1',
    tenant,
    workflowId,
    outcome: 'acted',
    head: entries.at(-1)?.hash ?? genesisHash(workflowId),
    entries: length,
  };
  return { statement, entries };
}

/** A chain of one entry: the journey wrote, and this is the diff. */
export function someWrite(
  tenant: string,
  subject: string,
  diff: DocumentReference,
): { statement: SealedStatement; entries: EvidenceEntry[] } {
  const workflowId = newWorkflowId(tenant, subject);
  const facts = { write: `wr_${hex(8)}`, diff };
  const entries = chainOf(workflowId, [{ type: 'crm.acted', stage: 'act', at: 1_760_000_000_000, facts }]);
  const head = entries.at(-1)?.hash ?? '';
  const statement = { format: 'wayproof-seal/1', tenant, workflowId, outcome: 'acted' } as const;
  return { statement: { ...statement, head, entries: 1 }, entries };
}

export function someRun(workflowId: string, change: Partial<ClosedRun> = {}): ClosedRun {
  const run = { workflowId, runId: `run-${hex(16)}`, ending: 'completed' as const };
  return { ...run, closedAt: 1_760_000_000_000, historyBytes: null, ...change };
}
