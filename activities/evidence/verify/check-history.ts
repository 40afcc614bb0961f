// The workflow histories: whole, of this very journey, and replayed with released code to the very entries of the bundle. Replaying is
// the replayer's; the code's name is looked up in the release list, and nothing of the bundle is ever run.
import type { Bundle, BundledRun } from '../../../contracts/bundle.ts';
import { canonicalJson } from '../../../contracts/canonical-json.ts';
import type { EvidenceEntry } from '../../../contracts/evidence-entry.ts';
import { agentWorkflowId, parseJourneyWorkflowId } from '../../../contracts/ids.ts';
import { workflowNames } from '../../../contracts/wire-names.ts';
import { faultsOr, type Finding } from './finding.ts';
import { buildIdsOf, endOf, firstGap, startOf, type HistoryEvents } from './history-facts.ts';
import { releaseOf, type ReadReleases, type Release } from './read-releases.ts';

type Fault = readonly [string | null, string];

export type ReplayAnswer =
  | { entries: EvidenceEntry[] }
  /** The code did not go through the history; one sentence. */
  | { refused: string }
  /** It could not be tried; one sentence. */
  | { notDone: string };

/** Runs released workflow code over a history, confined (workers/replay/). */
export interface Replayer {
  replay(input: { release: Release; workflowId: string; events: HistoryEvents }): Promise<ReplayAnswer>;
}

/** @param before what was found of the rest: a history that is not the one that was exported is not replayed. */
export async function checkHistory(
  bundle: Bundle,
  before: readonly Finding[],
  releases: ReadReleases,
  replayer: Replayer,
): Promise<Finding[]> {
  const held = bundle.runs.flatMap((run, at) =>
    run.history ? [{ ...run, history: run.history, where: `runs[${at}].history` }] : [],
  );
  const last = held.at(-1);
  if (!last) {
    const says = 'No history of the run is kept.';
    return [notProved('history', 'runs', says), notProved('replay', 'runs', `Replay not done: ${says.toLowerCase()}`)]; // prettier-ignore
  }
  const faults = held.flatMap((run) => historyFaults(bundle, run));
  const history = faultsOr('history', faults, `The history has ${last.history.events.length} events without a gap, and began as this journey.`); // prettier-ignore
  const isForeign = before.some(({ state, where }) => state === 'refuted' && where?.startsWith('runs'));
  if (faults.length > 0 || isForeign) {
    const says = 'Replay not done: the history is not that of this journey, whole, as it was exported.';
    return [...history, notProved('replay', last.where, says)];
  }
  if (startOf(last.history.events) === 'sealed') {
    const says = 'Replay not done: payloads of the history are encrypted, and their key is gone.';
    return [...history, notProved('replay', last.where, says)];
  }
  return [...history, await replayed(bundle, { ...last, releases, replayer })];
}

function historyFaults(
  { journey, tenant, region }: Bundle,
  { history: { events }, where }: { history: NonNullable<BundledRun['history']>; where: string },
): Fault[] {
  const faults: Fault[] = [];
  const gap = firstGap(events);
  if (gap !== null) faults.push([`${where}.events[${gap}]`, 'The event does not follow the one before it.']);
  const end = endOf(events);
  if (end === null) faults.push([where, 'The history does not end: it was cut short.']);
  else if (end !== events.length - 1)
    faults.push([`${where}.events[${end + 1}]`, 'The history goes on after its end.']);
  const start = startOf(events);
  if (start === null) return [...faults, [`${where}.events[0]`, 'The history does not begin with a start.']];
  if (start === 'sealed') return faults;
  const key = parseJourneyWorkflowId(journey.workflowId);
  if (!key) return faults;
  const { input } = start;
  const expected = { tenant, region, subject: key.subject, type: key.type, episode: key.episode };
  const fits =
    Object.entries(expected).every(([name, value]) => input[name] === value) &&
    input['agent'] === agentWorkflowId(key) &&
    start.workflowType === workflowNames.journey &&
    (start.workflowId === undefined || start.workflowId === journey.workflowId);
  if (!fits) faults.push([`${where}.events[0]`, 'The run began as another journey.']);
  return faults;
}

async function replayed(
  { journey, evidence }: Bundle,
  run: { history: { events: HistoryEvents }; where: string; releases: ReadReleases; replayer: Replayer },
): Promise<Finding> {
  const { history, where, releases, replayer } = run;
  if ('fault' in releases)
    return { check: 'replay', state: 'refuted', where: 'releases', says: releases.fault };
  const builds = buildIdsOf(history.events);
  const named = builds.map((buildId) => ({
    buildId,
    release: buildId === null ? null : releaseOf(releases.releases, buildId),
  }));
  const unknown = named.find(({ release }) => release === null);
  const release = named.at(-1)?.release;
  if (unknown ?? !release)
    return notProved('replay', where, `Replay not done: the code ${shown(unknown?.buildId)} is not in the release list.`); // prettier-ignore
  const answer = await replayer.replay({ release, workflowId: journey.workflowId, events: history.events });
  if ('notDone' in answer) return notProved('replay', where, `Replay not done: ${answer.notDone}`);
  if ('refused' in answer) return { check: 'replay', state: 'refuted', where, says: answer.refused };
  const differs = firstDifference(evidence.entries, answer.entries);
  if (differs !== null)
    return { check: 'replay', state: 'refuted', where: `evidence.entries[${differs}]`, says: 'The replay of the history gives another entry.' }; // prettier-ignore
  const says = `The history, replayed with released code ${release.codeHash.slice(0, 16)}, gives these ${answer.entries.length} entries.`;
  return { check: 'replay', state: 'proved', where: null, says };
}

function firstDifference(entries: readonly unknown[], emitted: readonly unknown[]): number | null {
  const length = Math.max(entries.length, emitted.length);
  for (let at = 0; at < length; at += 1)
    if (canonicalJson(entries[at] ?? null) !== canonicalJson(emitted[at] ?? null)) return at;
  return null;
}

/** A build id is whatever a worker called itself: only the forms that we know are repeated. */
function shown(buildId: string | null | undefined): string {
  if (buildId == null) return '(a task names none)';
  return /^[0-9A-Za-z@/.+-]{1,120}$/.test(buildId) ? buildId : '(of another form)';
}

function notProved(check: Finding['check'], where: string, says: string): Finding {
  return { check, state: 'not_proved', where, says };
}
