// The replay gate: recorded histories of every ending replay with today's workflow code, without server or keys, to the
// same evidence head; nothing unlisted, edited or missing passes, and a tampered history is found.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { hashText } from '../../contracts/canonical-json.ts';
import { journeyOutcomes } from '../../contracts/control-facts.ts';
import { verifyChain } from '../../contracts/evidence.ts';
import { activityNames, signalNames, updateNames, workflowNames } from '../../contracts/wire-names.ts';
import { replay, sealedHead } from '../support/replay.ts';
import type { RecordedHistory } from '../support/replay.ts';
import type { Manifest } from './manifest.ts';

const folder = new URL('./histories/', import.meta.url);
const manifest = JSON.parse(readFileSync(new URL('manifest.json', folder), 'utf8')) as Manifest;
const recorded = Object.entries(manifest.histories);
const textOf = (name: string) => readFileSync(new URL(`${name}.json`, folder), 'utf8');
const historyOf = (name: string) => JSON.parse(textOf(name)) as RecordedHistory;

describe('the list of recorded histories', () => {
  it('names a history for every ending', () => {
    const covered = new Set(recorded.map(([, { outcome }]) => outcome));
    expect(journeyOutcomes.filter((outcome) => !covered.has(outcome))).toEqual([]);
  });

  it('holds exactly the files of the folder, unedited', () => {
    const files = readdirSync(folder).filter((file) => file !== 'manifest.json');
    expect(files.sort()).toEqual(recorded.map(([name]) => `${name}.json`).sort());
    for (const [name, { sha256 }] of recorded) expect(hashText(textOf(name)), name).toBe(sha256);
  });

  it('covers every wire name', () => {
    const all = recorded.map(([name]) => textOf(name)).join('\n');
    const names = [workflowNames, activityNames, signalNames, updateNames].flatMap((group) =>
      Object.values(group),
    );
    expect(names.filter((name) => !mentions(all, name))).toEqual([]);
  });
});

// Local activities name their type inside a marker's encoded data.
function mentions(text: string, name: string): boolean {
  if (text.includes(`"${name}"`)) return true;
  const encoded = text.match(/"data": "[A-Za-z0-9+/=]+"/g) ?? [];
  return encoded.some((line) =>
    Buffer.from(line.slice(9, -1), 'base64').toString('utf8').includes(`"${name}"`),
  );
}

describe('replay', () => {
  it.each(recorded)('%s replays to the head that was sealed', async (name, { workflowId, workflowType }) => {
    const history = historyOf(name);
    const entries = await replay(history, workflowId);
    if (workflowType !== workflowNames.journey) return;
    const chain = verifyChain(workflowId, entries);
    expect(chain).toEqual({ ok: true, head: sealedHead(history) });
  });

  it('finds an altered activity result: the recomputed head is another', async () => {
    const { workflowId } = listed('acted');
    const history = JSON.parse(
      tamper(textOf('acted'), '"retrieveEvidence', '"score":1', '"score":2'),
    ) as RecordedHistory;
    const entries = await replay(history, workflowId);
    const chain = verifyChain(workflowId, entries);
    expect(chain).toMatchObject({ ok: true });
    expect(chain).not.toMatchObject({ head: sealedHead(history) });
  });

  it('rejects a history from which an event was taken', async () => {
    const history = historyOf('acted');
    const scheduled = history.events.findIndex(
      (event) => event.activityTaskScheduledEventAttributes?.activityType?.name === 'inferProposal',
    );
    history.events.splice(scheduled, 1);
    await expect(replay(history, listed('acted').workflowId)).rejects.toThrow();
  });
});

it('one copy of protobufjs serves the SDK, or replay of JSON histories fails', () => {
  const from = (name: string) =>
    createRequire(createRequire(import.meta.url).resolve(name)).resolve('protobufjs');
  const copies = ['@temporalio/common', '@temporalio/proto', '@temporalio/worker', '@temporalio/client'].map(
    from,
  );
  expect(new Set(copies).size).toBe(1);
  expect(existsSync(copies[0] ?? '')).toBe(true);
});

function listed(name: string) {
  const entry = manifest.histories[name];
  if (!entry) throw new Error(`no history ${name}`);
  return entry;
}

/** Alters the base64 payload that holds `needle` and is the first after `marker` to do so. */
function tamper(text: string, _marker: string, needle: string, replacement: string): string {
  let done = false;
  const altered = text.replace(/"data": "([A-Za-z0-9+/=]+)"/g, (whole, data: string) => {
    const decoded = Buffer.from(data, 'base64').toString('utf8');
    if (done || !decoded.startsWith('{"passages"') || !decoded.includes(needle)) return whole;
    done = true;
    return `"data": "${Buffer.from(decoded.replace(needle, replacement)).toString('base64')}"`;
  });
  if (!done) throw new Error('nothing to tamper with was found');
  return altered;
}
