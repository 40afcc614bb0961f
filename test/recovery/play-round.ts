// One round of the kill matrix: a crowd begins its journeys, each is held at another point, one part is killed, and every
// journey must end as if nothing had happened. It reports what it found; the test judges.
import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { AgentCarriedState } from '../../contracts/agent-messages.ts';
import type { Role } from '../../contracts/ports/identity.ts';
import { agentWorkflowId } from '../../contracts/ids.ts';
import { queryNames } from '../../contracts/wire-names.ts';
import { makeCrowd, crowdTenant } from './crowd.ts';
import type { Crowd } from './crowd.ts';
import type { Held } from './open-barriers.ts';
import { approveAll, sendAll } from './people.ts';
import type { Ground, Victim } from './ground.ts';
import type { Effects, JourneyLine } from './read-effects.ts';
import { toldOfRun } from './told-of-runs.ts';

export interface Round {
  /** Keeps rounds on one ground apart: `[a-z0-9-]+`. */
  name: string;
  victim: Victim;
  points: readonly string[];
  /** Held effects go on while the part is still away; else when it is back. A killed process's own never go on. */
  release: 'while_away' | 'when_back';
}

export interface CrowdResult {
  effects: Effects[];
  journeys: JourneyLine[];
  /** Accepted events that their agent does not know. */
  lostEvents: string[];
  acceptedEvents: number;
}

export interface RoundResult extends CrowdResult {
  held: Held[];
  /** From the kill until the last journey ended. */
  seconds: number;
  /** Of them, until what was killed worked again. */
  restartSeconds: number;
}

/** More customers than points, so that some journeys run freely into the outage. */
const free = 2;
// Some seconds on a quiet machine; beside the whole suite on two cores it was a minute.
const heldWithinSeconds = 120;
const endedWithinSeconds = 150;

export function crowdOf({ name, points }: Pick<Round, 'name' | 'points'>): Crowd {
  return makeCrowd(name, points.length + free);
}

export async function playRound(ground: Ground, round: Round): Promise<RoundResult> {
  const { barriers } = ground;
  let held: Held[] = [];
  let struck = 0;
  let restarted = 0;
  try {
    barriers.arm(round.points);
    const result = await playCrowd(ground, { name: round.name, crowd: crowdOf(round) }, async () => {
      held = await barriers.allHeld(heldWithinSeconds);
      // What a wrong order would do too early has time to be done: an answer that does not wait for what is held, say.
      await pause(500);
      struck = Date.now();
      await strike(ground, round);
      restarted = Date.now();
    });
    const since = (at: number) => (at - struck) / 1000;
    return { ...result, held, seconds: since(result.endedAt), restartSeconds: since(restarted) };
  } finally {
    barriers.release();
  }
}

/**
 * A crowd's journeys from the first event to the seal, with a sender and an approver who do not give up, while `meanwhile` does
 * its harm. @throws Error that names the journeys that did not end.
 */
export async function playCrowd(
  ground: Ground,
  { name, crowd, approvers }: { name: string; crowd: Crowd; approvers?: readonly Role[] },
  meanwhile: () => Promise<void>,
): Promise<CrowdResult & { endedAt: number }> {
  await ground.seed(crowd);
  const over = new AbortController();
  const accepted: string[] = [];
  const sending = Promise.all(
    crowd.members.map(async (member) => {
      accepted.push(...(await sendAll(ground.gatewayUrl, [member], over.signal)));
    }),
  );
  const approving = approveAll(ground.gatewayUrl, () => ground.journeys(accepted), over.signal, approvers);
  try {
    await meanwhile();
    await sending;
    const journeys = await allEnded(ground, accepted, crowd.members.length);
    const endedAt = Date.now();
    const lostEvents = await eventsOutsideAgents(ground, journeys, accepted);
    const effects = await ground.effects(name);
    return { journeys, effects, lostEvents, acceptedEvents: accepted.length, endedAt };
  } finally {
    over.abort();
    // Who is held must not keep the sender and the approver from their end.
    ground.barriers.release();
    await Promise.all([sending, approving]);
  }
}

async function strike(ground: Ground, { victim, release }: Round): Promise<void> {
  await ground.kill(victim);
  if (release === 'while_away') {
    ground.barriers.release();
    // Long enough for a try, and a second one.
    await pause(2_000);
  }
  await ground.restart(victim);
  ground.barriers.release();
}

async function allEnded(
  ground: Ground,
  events: readonly string[],
  customers: number,
): Promise<JourneyLine[]> {
  let rows: JourneyLine[] = [];
  for (const until = Date.now() + endedWithinSeconds * 1000; Date.now() < until; await pause(200)) {
    rows = await ground.journeys(events).catch(() => rows);
    if (rows.length >= customers && rows.every(({ stage }) => stage === 'ended')) return rows;
  }
  const open = rows.filter(({ stage }) => stage !== 'ended');
  const told = await Promise.all(open.map((row) => toldOfRun(ground.temporal, row)));
  throw new Error(`${rows.length} of ${customers} journeys began, and these did not end: ${told.join('; ')}`);
}

/** Asks every agent, through a worker, which events it knows. */
async function eventsOutsideAgents(
  { temporal }: Ground,
  journeys: readonly JourneyLine[],
  events: readonly string[],
): Promise<string[]> {
  const known = new Set<string>();
  for (const subject of new Set(journeys.map((journey) => journey.subject))) {
    const handle = temporal.workflow.getHandle(agentWorkflowId({ tenant: crowdTenant, subject }));
    const state = await handle.query<AgentCarriedState>(queryNames.agentState);
    for (const event of state.seen) known.add(event);
  }
  return events.filter((event) => !known.has(event));
}

export function faultsOf(round: Round, result: RoundResult): string[] {
  const held = result.held.length === round.points.length ? [] : [`held at ${result.held.length} points`];
  return [...held, ...faultsOfCrowd(crowdOf(round), result)];
}

/** @returns a line for each thing that is not as promised: one act for one approval, none lost, every accepted event in its agent. */
export function faultsOfCrowd({ members }: Crowd, result: CrowdResult): string[] {
  const events = members.flatMap((member) => member.events).length;
  const once = { version: 2, writes: 1, messages: 1, journeys: 1, seals: 1 };
  const faults = result.effects.flatMap(({ customerId, ...effects }) =>
    isDeepStrictEqual(effects, once) ? [] : [`${customerId}: ${JSON.stringify(effects)}`],
  );
  for (const { id, outcome } of result.journeys)
    if (outcome !== 'acted') faults.push(`${id} ended ${String(outcome)}`);
  const counts: [string, number, number][] = [
    ['customers', result.effects.length, members.length],
    ['journeys', result.journeys.length, members.length],
    ['accepted events', result.acceptedEvents, events],
  ];
  for (const [what, found, wanted] of counts)
    if (found !== wanted) faults.push(`${what}: ${found} instead of ${wanted}`);
  return [...faults, ...result.lostEvents.map((event) => `${event} is in no agent`)];
}
