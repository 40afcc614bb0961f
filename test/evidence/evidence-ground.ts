// A real store on PGlite with sealed journeys of recorded runs, and what an export needs beside it. Temporal has forgotten all of them.
import { exportBundle, type ExportBundleDeps } from '../../activities/evidence/export-bundle.ts';
import { namedInEntries } from '../../activities/evidence/named-in-entries.ts';
import { hashText } from '../../contracts/canonical-json.ts';
import type { EvidenceEntry } from '../../contracts/evidence-entry.ts';
import { journeyIdOf, parseJourneyWorkflowId } from '../../contracts/ids.ts';
import type { AnchoredHead, SignedTreeHead } from '../../contracts/tree-head.ts';
import { workflowNames } from '../../contracts/wire-names.ts';
import type { SealJourneyInput } from '../../contracts/stage-messages.ts';
import { createStore } from '../../store/create-store.ts';
import { openDatabase, storeMigrations } from '../../store/open-database.ts';
import { createRunArchive } from '../../store/run-archive.ts';
import { newMasterKey } from '../contracts/store-on-postgres.ts';
import { recordedManifest, recordedText } from '../replay/recorded-text.ts';
import { chainOf } from '../support/chain-of.ts';

/** As the scripted activities name it. */
const snapshot = hashText('snapshot');

/** Recorded journeys, by name. */
export const recordedJourneys = Object.entries(recordedManifest.histories)
  .filter(([, { workflowType, outcome }]) => workflowType === workflowNames.journey && outcome !== null)
  .map(([name]) => name);

export interface SealedJourney {
  tenant: string;
  journeyId: string;
}

export type EvidenceGround = Awaited<ReturnType<typeof openEvidenceGround>>;

/** @param codeHash the released code; the recorded runs are taken as run by it. */
export async function openEvidenceGround(codeHash: string) {
  const database = await openDatabase({
    target: { kind: 'pglite', dataDir: 'memory' },
    migrations: [storeMigrations],
  });
  const masterKey = newMasterKey();
  const store = createStore({ database, masterKey });
  const archive = createRunArchive({ database });
  await store.policySnapshots.put({ hash: snapshot, canonical: 'snapshot' });
  const lines: AnchoredHead[] = [];
  const anchor = { newest: () => Promise.resolve(lines.at(-1) ?? null) };
  const deps: ExportBundleDeps = {
    // The scripted runs name a policy decision that no store gave out.
    store: { ...store, policyDecisions: { ...store.policyDecisions, list: scriptedDecisions } },
    archive,
    runs: { latest: () => Promise.resolve(null), read: () => Promise.resolve(null) },
    anchor,
  };

  async function scriptedDecisions({ tenant, journeyId }: SealedJourney) {
    const evidence = await store.ledger.evidenceOf({ tenant, journeyId });
    return namedInEntries(evidence?.entries ?? []).decisions.map((id) => ({
      ...{
        id,
        tenant,
        journeyId,
        question: 'authorise',
        policySnapshot: snapshot,
        request: {},
        answer: {},
        at: 1,
      },
    }));
  }

  return {
    ...{ database, masterKey, store, archive, deps, anchorLines: lines },
    close: () => database.close(),

    /** @param change another journey by the same way: what stands in the recorded one by what stands in this one. */
    async sealRecorded(name: string, change: Readonly<Record<string, string>> = {}): Promise<SealedJourney> {
      const ran = recordedText(name).replace(
        /(@temporalio\/worker@1\.24\.0\+)[0-9a-f]{64}/g,
        `$1${codeHash}`,
      );
      const json = changed(ran, change);
      const { tenant, workflowId, outcome, ...sealed } = sealedIn(json);
      const entries = chainOf(workflowId, sealed.entries);
      const head = entries.at(-1)?.hash ?? '';
      const statement = { format: 'wayproof-seal/1', tenant, workflowId, outcome, head } as const;
      await store.ledger.seal({ statement: { ...statement, entries: entries.length }, entries });
      const run = {
        workflowId,
        runId: `run-${journeyIdOf(workflowId)}-${name}`,
        ending: 'completed',
        closedAt: 1,
        historyBytes: null,
      } as const;
      await archive.keep({ tenant, run, history: { json, events: 1 } });
      return { tenant, journeyId: journeyIdOf(workflowId) };
    },

    exportOf: (journey: SealedJourney, documents = false) => exportBundle(deps, { ...journey, documents }),

    /** As the anchoring workflow does. */
    async publish(tenant: string): Promise<void> {
      const signed = await store.ledger.signHead({ tenant });
      if (!signed) throw new Error('there is nothing to anchor');
      const keys = await store.ledger.publicKeys({ tenant });
      const jwk = keys.find(({ keyId }) => keyId === signed.keyId)?.jwk as { x: string };
      lines.push(anchorLine(signed, jwk.x, lines.at(-1) ?? null));
    },
  };
}

/** A line without a change of key. */
export function anchorLine(signed: SignedTreeHead, x: string, before: AnchoredHead | null): AnchoredHead {
  const key = { kty: 'OKP', crv: 'Ed25519', x } as const;
  const prev = before && hashText(JSON.stringify(before));
  return { format: 'wayproof-anchor/1', ...signed, key, endorsed: null, prev };
}

export function anchorText(lines: readonly AnchoredHead[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

/** The subject of a recorded journey. */
export function recordedSubject(name: string): string {
  return parseJourneyWorkflowId(sealedIn(recordedText(name)).workflowId)?.subject ?? '';
}

/** In the text, and in what its payloads hold. */
function changed(json: string, change: Readonly<Record<string, string>>): string {
  const put = (text: string) =>
    Object.entries(change).reduce((whole, [from, to]) => whole.replaceAll(from, to), text);
  if (Object.keys(change).length === 0) return json;
  return put(json).replace(/"data": "([A-Za-z0-9+/=]+)"/g, (_whole, data: string) => {
    const content = put(Buffer.from(data, 'base64').toString('utf8'));
    return `"data": "${Buffer.from(content).toString('base64')}"`;
  });
}

interface RecordedEvent {
  activityTaskScheduledEventAttributes?: {
    activityType?: { name?: string };
    input?: { payloads?: { data?: string }[] };
  };
}

/** What a recorded run sealed. */
export function sealedIn(json: string): SealJourneyInput & { entries: EvidenceEntry[] } {
  const { events } = JSON.parse(json) as { events: RecordedEvent[] };
  for (const { activityTaskScheduledEventAttributes: scheduled } of events) {
    if (scheduled?.activityType?.name !== 'sealJourney') continue;
    const data = scheduled.input?.payloads?.[0]?.data ?? '';
    const input = JSON.parse(Buffer.from(data, 'base64').toString('utf8')) as SealJourneyInput;
    if (parseJourneyWorkflowId(input.workflowId)) return input;
  }
  throw new Error('the recorded run sealed nothing');
}
