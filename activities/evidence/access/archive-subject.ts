// Makes the archive of an access request: everything that is held about one customer. It is recorded in the ledger before anything of it
// is given, and holds nothing of another customer; of colleagues tokens and roles only.
import {
  accessBytesLimit,
  accessFormat,
  accessKind,
  type AccessFacts,
  type ArchiveSubject,
  type ArchiveSubjectInput,
} from '../../../contracts/access-archive.ts';
import type { JsonValue } from '../../../contracts/canonical-json.ts';
import type { EvidenceEntry } from '../../../contracts/evidence-entry.ts';
import type { SubjectToken, TenantId } from '../../../contracts/ids.ts';
import type { CrmConnector, CrmRecordView } from '../../../contracts/ports/crm.ts';
import type { KnowledgePassage } from '../../../contracts/ports/knowledge.ts';
import type { RunArchive } from '../../../contracts/ports/runs.ts';
import type { JourneyRow, LedgerRecord, Store } from '../../../contracts/ports/store.ts';
import type { SubjectRecords } from '../../../contracts/ports/subject-records.ts';
import type { ExplainJourney } from '../../../contracts/rationale.ts';
import { factsOf } from '../read-facts.ts';
import { accessReadme, retention, rights } from './archive-words.ts';
import { createArchiveWriter, TooLarge, type WrittenObject } from './archive-writer.ts';
import { countSent, type CountSent } from './sent-to.ts';

export interface ArchiveSubjectDeps {
  store: Pick<Store, 'vault' | 'journeys' | 'ledger' | 'policyDecisions'>;
  records: SubjectRecords;
  crm: Pick<CrmConnector, 'view'>;
  /** Of the tenant's own vector store. */
  passagesAbout: (of: { tenant: TenantId; subject: SubjectToken }) => Promise<KnowledgePassage[]>;
  archive: Pick<RunArchive, 'runsOf'>;
  explain: ExplainJourney;
  /** What a journey that is still open has left so far; null: nobody knows. */
  openEvidence: (input: { workflowId: string }) => Promise<EvidenceEntry[] | null>;
  regionOf: (tenant: TenantId) => string;
  /** Absent: `accessBytesLimit`. */
  bytesLimit?: number;
}

const pageSize = 100;
// Of each list of the CRM's record; a line of every day of 27 years.
const mostLines = 10_000;

export function createArchiveSubject(deps: ArchiveSubjectDeps): ArchiveSubject {
  // One at a time: each may hold as much as the limit says.
  let turn: Promise<unknown> = Promise.resolve();
  return (input) => {
    const mine = turn.then(() => archiveSubject(deps, input));
    turn = mine.catch(() => undefined);
    return mine;
  };
}

async function archiveSubject(deps: ArchiveSubjectDeps, input: ArchiveSubjectInput): ReturnType<ArchiveSubject> {
  const { tenant, customerId, by, roles, rules } = input;
  const [subject, view] = await Promise.all([
    deps.store.vault.find({ tenant, customerId }),
    deps.crm.view({ tenant, customerId, most: mostLines + 1 }),
  ]);
  if (subject === null && view === null) return { verdict: 'unknown' };
  // What would be left out is not left out without a word.
  if (view && Object.values(view).some((list) => Array.isArray(list) && list.length > mostLines))
    return { verdict: 'too_large' };
  let written: WrittenObject;
  try {
    written = await write(deps, input, subject, view);
  } catch (error) {
    if (error instanceof TooLarge) return { verdict: 'too_large' };
    throw error;
  }
  const { sha256, bytes, members, chunks } = written;
  const recorded: AccessFacts = { format: accessFormat, about: subject, by, roles, rules, sha256, bytes, members };
  await deps.store.ledger.append({
    tenant,
    key: `${accessKind}/${by}/${sha256}`,
    kind: accessKind,
    journeyId: null,
    facts: recorded as unknown as JsonValue,
  });
  return { verdict: 'archived', sha256, bytes, chunks };
} // prettier-ignore

/** Members in the order of their names. @throws TooLarge */
async function write(
  deps: ArchiveSubjectDeps,
  { tenant, customerId, now }: ArchiveSubjectInput,
  subject: SubjectToken | null,
  view: CrmRecordView | null,
): Promise<WrittenObject> {
  const { records } = deps;
  const of = subject === null ? null : { tenant, subject };
  const sent = countSent();
  const ledger = of ? await records.ledger(of) : [];
  const writer = createArchiveWriter(deps.bytesLimit ?? accessBytesLimit);
  const consents = view && { ...view.facts.consents, optedOut: view.facts.optedOut };
  writer.member('at', now);
  writer.member('consents', consents);
  writer.member('crm', view);
  await writer.list('documents', of ? pages((after) => records.documents({ ...of, after, limit: pageSize }), ({ ref }) => ref) : none());
  writer.member('erasures', of ? await records.erasures(of) : []);
  await writer.list('events', of ? pages((after) => records.events({ ...of, after, limit: pageSize }), ({ event }) => event) : none());
  writer.member('format', accessFormat);
  await writer.list('journeys', of ? journeysOf(deps, tenant, of.subject, sent) : none());
  writer.member('ledger', ledger.map(({ index, kind, journeyId, at, facts }) => ({ index, kind, journeyId, at, facts })));
  writer.member('passages', of ? await deps.passagesAbout(of) : []);
  writer.member('readme', accessReadme);
  writer.member('region', deps.regionOf(tenant));
  writer.member('retention', retention);
  writer.member('rights', rights);
  writer.member('seen', seenIn(ledger));
  writer.member('sentTo', sent.all());
  writer.member('subject', { customerId, token: subject, since: of && (await records.knownSince(of)) });
  writer.member('tenant', tenant);
  await writer.list('values', of ? pages((after) => records.values({ ...of, after, limit: pageSize }), ({ token }) => token) : none());
  return writer.end();
} // prettier-ignore

async function* none(): AsyncGenerator<never[]> {
  // Nothing: of a customer without a token nothing is held here.
}

async function* pages<Item>(
  read: (after: string | null) => Promise<Item[]>,
  nameOf: (item: Item) => string,
): AsyncGenerator<Item[]> {
  let after: string | null = null;
  for (;;) {
    const page: Item[] = await read(after);
    yield page;
    const last = page.at(-1);
    if (last === undefined || page.length < pageSize) return;
    after = nameOf(last);
  }
}

async function* journeysOf(
  deps: ArchiveSubjectDeps,
  tenant: TenantId,
  subject: SubjectToken,
  sent: CountSent,
): AsyncGenerator<unknown[]> {
  let cursor: string | null = null;
  do {
    const page: { rows: JourneyRow[]; next: string | null } = await deps.store.journeys.list({
      ...{ tenant, filter: { subject }, limit: pageSize, cursor },
    });
    for (const row of page.rows) yield [await journeyOf(deps, row, sent)];
    cursor = page.next;
  } while (cursor !== null);
}

async function journeyOf(deps: ArchiveSubjectDeps, row: JourneyRow, sent: CountSent) {
  const { tenant, id: journeyId, workflowId, type } = row;
  const { store, archive, explain } = deps;
  const sealed = await store.ledger.evidenceOf({ tenant, journeyId });
  const entries = sealed?.entries ?? (await deps.openEvidence({ workflowId })) ?? [];
  sent.see(entries);
  const [decisions, rationale, runs] = await Promise.all([
    store.policyDecisions.list({ tenant, journeyId }),
    entries.length === 0 ? null : explain({ tenant, journeyId, type, entries, texts: true }),
    archive.runsOf({ tenant, journeyId }),
  ]);
  return {
    row,
    evidence: { sealed: sealed !== null, statement: sealed?.statement ?? null, entries },
    rationale,
    decisions,
    runs,
  };
}

/** Who has read what in the clear; earlier archives among it. */
function seenIn(ledger: readonly LedgerRecord[]) {
  const kinds: readonly string[] = ['content.revealed', accessKind];
  return ledger
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ kind, at, journeyId, facts }) => {
      const { content, by, roles, rule, reason } = factsOf(facts);
      return { at, what: content ?? kind, journeyId, by, roles, rule, reason };
    });
}
