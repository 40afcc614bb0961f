// Histories that somebody made up to stop, blind or break the verifier: huge, deep, circling, without an end, or in another form. Each
// ends with a sentence within the limits, and the next honest one is proved as if nothing had been before it.
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ReplayAnswer } from '../../activities/evidence/verify/check-history.ts';
import type { HistoryEvents } from '../../activities/evidence/verify/history-facts.ts';
import type { Release } from '../../activities/evidence/verify/read-releases.ts';
import { hashText, type JsonValue } from '../../contracts/canonical-json.ts';
import { keptCode } from '../../workers/replay/released-code.ts';
import { startReplayer, type RunningReplayer } from '../../workers/replay/start-replayer.ts';
import { recordedText } from '../replay/recorded-text.ts';
import { newestRelease } from './many-bundles.ts';

const { events: honest } = JSON.parse(recordedText('acted')) as { events: HistoryEvents };
const start = honest[0]?.['workflowExecutionStartedEventAttributes'] as { workflowId?: string } | undefined;
const workflowId = start?.workflowId ?? 'journey/advisory-outreach/aldermoor-wealth/x/y';
const release = (codeHash: string): Release => ({ ...{ codeHash, sources: codeHash, sdk: '1.24.0' }, ...{ version: '0.1.0', at: '2026-11-21' } }); // prettier-ignore

let folder: string;
let replayer: RunningReplayer;
// An honest replay may take long on a busy machine; what never ends need not be waited for.
const patient = 60_000;
let limitMs = patient;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wayproof-hostile-code-'));
  replayer = startReplayer({ replayLimitMs: () => limitMs });
});
afterAll(async () => {
  replayer.stop();
  await rm(folder, { recursive: true, force: true });
});

const replay = (events: HistoryEvents) =>
  replayer.replay({ release: release(newestRelease()), workflowId, events });
const numbered = (events: HistoryEvents): HistoryEvents =>
  events.map((event, at) => ({ ...event, eventId: String(at + 1) }));
const altered = (change: (events: HistoryEvents) => void): HistoryEvents => {
  const events = structuredClone(honest);
  change(events);
  return events;
};
function expectSentence(answer: ReplayAnswer): void {
  const says = 'refused' in answer ? answer.refused : 'notDone' in answer ? answer.notDone : '';
  expect(says).toMatch(/^[A-Za-z].{10,150}\.$/);
}
async function expectHonestIsProved(): Promise<void> {
  const answer = await replay(honest);
  expect(answer).toHaveProperty('entries');
  expect('entries' in answer && answer.entries.map(({ type }) => type)).toContain('crm.acted');
}
/** Bytes of a payload that is nested without end. */
const deep = Buffer.from(`${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`).toString('base64');
const timer = (at: number): HistoryEvents => [
  { eventType: 'EVENT_TYPE_TIMER_STARTED', timerStartedEventAttributes: { timerId: String(at), startToFireTimeout: '1s', workflowTaskCompletedEventId: '4' } },
  { eventType: 'EVENT_TYPE_TIMER_FIRED', timerFiredEventAttributes: { timerId: String(at), startedEventId: '5' } },
  { eventType: 'EVENT_TYPE_WORKFLOW_TASK_SCHEDULED', workflowTaskScheduledEventAttributes: {} },
  { eventType: 'EVENT_TYPE_WORKFLOW_TASK_STARTED', workflowTaskStartedEventAttributes: {} },
  { eventType: 'EVENT_TYPE_WORKFLOW_TASK_COMPLETED', workflowTaskCompletedEventAttributes: {} },
]; // prettier-ignore

const byItsForm = ['is empty', 'has events that nobody knows'];

describe('a hostile history', () => {
  it.each<[string, () => HistoryEvents]>([
    ['is empty', () => []],
    ['is only a start', () => honest.slice(0, 1)],
    ['repeats itself a hundred times', () => numbered(Array.from({ length: 100 }, () => honest.slice(0, -1)).flat())],
    ['sets timers in a circle, tens of thousands of events long', () =>
      numbered([...honest.slice(0, 4), ...Array.from({ length: 8_000 }, (_, at) => timer(at)).flat()])],
    ['continues as new without end', () =>
      numbered([...honest.slice(0, 4), ...Array.from({ length: 5_000 }, () => ({ eventType: 'EVENT_TYPE_WORKFLOW_EXECUTION_CONTINUED_AS_NEW', workflowExecutionContinuedAsNewEventAttributes: { newExecutionRunId: 'x' } }))])],
    ['is nested deeper in its payloads than any stack', () =>
      JSON.parse(JSON.stringify(honest).replace(/"data":"[A-Za-z0-9+/=]+"/g, `"data":"${deep}"`)) as HistoryEvents],
    ['counts in numbers that no event has', () => altered((events) => { for (const event of events) event['eventId'] = '9'.repeat(40); })],
    ['has attributes of another form', () => altered((events) => { for (const event of events) for (const name of Object.keys(event)) if (name.endsWith('Attributes')) event[name] = [null, { a: 1e300 }] as JsonValue; })],
    ['has events that nobody knows', () => altered((events) => { for (const event of events) event['eventType'] = 'EVENT_TYPE_NEVER'; })],
    ['is of another workflow', () => altered((events) => { Object.assign(events[0]?.['workflowExecutionStartedEventAttributes'] as object, { workflowType: { name: 'sweeper' } }); })],
  ])('that %s ends with a sentence, and the next one is proved', async (name, events) => {
    // What is refused by its form is refused however slow the machine is; of the others some only end by their limit.
    limitMs = byItsForm.includes(name) ? patient : 3_000;
    const answer = await replay(events());
    expectSentence(answer);
    if (byItsForm.includes(name)) expect(answer).toHaveProperty('refused');
    limitMs = patient;
    await expectHonestIsProved();
  }, 180_000); // prettier-ignore
});

describe('a replay that does not end, or takes its process with it', () => {
  const real = () => readFileSync(join(keptCode, `${newestRelease()}.cjs`), 'utf8');
  /** As though released code could be led there by a history: what it does before it is the workflow code that it is. */
  async function ledTo(does: string): Promise<{ codeHash: string }> {
    const code = `${does}\n${real()}`;
    const codeHash = hashText(code);
    await writeFile(join(folder, `${codeHash}.cjs`), code);
    return { codeHash };
  }

  it.each([
    ['circles', 'for (;;) {}', 3_000, 'it was not done within 3 s.'],
    [
      'fills the memory',
      'const all = []; for (;;) all.push(new Array(1e6).fill(all.length));',
      150_000,
      'the process for it ended without an answer.',
    ],
  ])(
    'one that %s costs its own replay and no other',
    async (_name, does, hostileMs, notDone) => {
      const { codeHash } = await ledTo(does);
      const own = startReplayer({
        replayLimitMs: () => limitMs,
        code: {
          folders: [folder, keptCode],
          pathOf: async (hash) => join(hash === codeHash ? folder : keptCode, `${hash}.cjs`),
        },
      });
      const asked = { workflowId, events: honest };
      const good = () => own.replay({ ...asked, release: release(newestRelease()) });
      try {
        expect(await good()).toHaveProperty('entries');
        limitMs = hostileMs;
        expect(await own.replay({ ...asked, release: release(codeHash) })).toEqual({ notDone });
        limitMs = patient;
        expect(await good()).toHaveProperty('entries');
      } finally {
        own.stop();
      }
    },
    300_000,
  );
});

describe('the process that replays', () => {
  it('may read its own code, installed packages and released code, and nothing else; write nothing, start nothing', async () => {
    await expectHonestIsProved();
    expect(replayer.confinement()).toEqual({
      network: process.platform !== 'linux',
      read: false,
      write: false,
      processes: false,
    });
  });
});
