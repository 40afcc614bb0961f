// Honest bundles of as many different journeys as are asked for, as files, and a run of `wayproof audit verify` over all of them in a
// process of its own whose memory is watched.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { hashText } from '../../contracts/canonical-json.ts';
import { anchorText, openEvidenceGround, recordedSubject } from './evidence-ground.ts';

const root = join(import.meta.dirname, '..', '..');
/** Ways that were gone already by the first released code. */
const ways = ['acted', 'acted-edited', 'rejected', 'denied', 'expired', 'no_intent'];

/** The newest code of the list, which is kept beside it. */
export function newestRelease(): string {
  const { releases } = JSON.parse(readFileSync(join(root, 'releases', 'releases.json'), 'utf8')) as {
    releases: { codeHash: string }[];
  };
  return releases.at(-1)?.codeHash ?? '';
}

/**
 * @param policyBytes how large the policy snapshot of each is.
 * @returns the anchor's file; the bundles are `folder/*.bundle.json`.
 */
export async function writeBundles(folder: string, count: number, policyBytes: number): Promise<string> {
  const ground = await openEvidenceGround(newestRelease());
  try {
    const canonical = 'p'.repeat(policyBytes);
    await ground.store.policySnapshots.put({ hash: hashText(canonical), canonical });
    const sealed = [];
    for (let number = 0; number < count; number += 1) {
      const way = ways[number % ways.length] ?? '';
      const subject = `sub_${hashText(`subject ${number}`).slice(0, 32)}`;
      const change = { [recordedSubject(way)]: subject, [hashText('snapshot')]: hashText(canonical) };
      sealed.push(await ground.sealRecorded(way, change));
    }
    for (const tenant of new Set(sealed.map((one) => one.tenant))) await ground.publish(tenant);
    for (const journey of sealed)
      await writeFile(join(folder, `${journey.journeyId}.bundle.json`), await ground.exportOf(journey));
    const anchor = join(folder, 'anchor.jsonl');
    await writeFile(anchor, anchorText(ground.anchorLines));
    return anchor;
  } finally {
    await ground.close();
  }
}

export interface WatchedRun {
  code: number | null;
  verdicts: string[];
  /** Memory of the program and of its replaying processes at each answer, in MB; empty where there is no /proc. */
  megabytes: number[];
  seconds: number;
  error: string;
}

export async function verifyAll(folder: string, anchor: string, ...node: string[]): Promise<WatchedRun> {
  const began = performance.now();
  const wayproof = join(root, 'cli', 'wayproof.mjs');
  const args = [...node, wayproof, 'audit', 'verify', folder, '--anchor', anchor, '--json'];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const errors: Buffer[] = [];
  child.stderr.on('data', (bytes: Buffer) => errors.push(bytes));
  const verdicts: string[] = [];
  const megabytes: number[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    verdicts.push((JSON.parse(line) as { verdict: string }).verdict);
    const held = memoryOf(child.pid ?? 0);
    if (held !== null) megabytes.push(held);
  }
  const code = await ended;
  const seconds = (performance.now() - began) / 1000;
  return { code, verdicts, megabytes, seconds, error: Buffer.concat(errors).toString('utf8') };
}

/** Of a process and all below it; null when it ended, or cannot be looked at here. */
function memoryOf(pid: number): number | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8');
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
    const own = Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? 0) / 1024;
    return children.reduce((sum, one) => sum + (memoryOf(Number(one)) ?? 0), own);
  } catch {
    return null;
  }
}
