// The demo's chapter of evidence: each sealed journey is exported through the public API into one file and verified offline; then one
// file is tampered with, and what was touched is named.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { bundleMediaType } from '../../contracts/bundle.ts';
import { canonicalJson } from '../../contracts/canonical-json.ts';
import { verifyBundles } from '../offline/verify-bundles.ts';
import type { GatewayClient } from './gateway-client.ts';
import type { CaseObservation } from './observation.ts';

export interface ExportedBundle {
  /** Path of the file. */
  file: string;
  /** Nothing in it is refuted. */
  holds: boolean;
}

// A run ends moments after its seal; a busy machine takes seconds.
const askedTimes = 30;

/** @returns by journey id. */
export async function exportBundles(input: {
  gateway: GatewayClient;
  observations: readonly CaseObservation[];
  folder: string;
  onProgress: (line: string) => void;
}): Promise<Map<string, ExportedBundle>> {
  const { gateway, observations, folder, onProgress } = input;
  // Of the demo before.
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const files = new Map<string, string>();
  for (const { journeys, evidence, tenant } of observations) {
    const id = journeys[0]?.id;
    const text = id !== undefined && evidence ? await bundleOf(gateway, tenant, id) : null;
    if (id === undefined || text === null) continue;
    const file = join(folder, `${id}.bundle.json`);
    await writeFile(file, text);
    files.set(file, id);
  }
  const exported = new Map<string, ExportedBundle>();
  const unproved = new Set<string>();
  for await (const { file, verdict, findings } of verifyBundles({ files: [...files.keys()] })) {
    exported.set(files.get(file) ?? '', { file, holds: verdict !== 'refuted' });
    for (const { state, check, says } of findings) if (state !== 'proved') unproved.add(`${check}: ${says}`);
  }
  onProgress(`evidence: ${exported.size} journeys exported to ${folder} and verified offline`);
  for (const line of unproved) onProgress(`evidence: not proved, or refuted: ${line}`);
  await tamper([...files.keys()][0], folder, onProgress);
  return exported;
}

async function bundleOf(gateway: GatewayClient, tenant: string, id: string): Promise<string | null> {
  for (let asked = 1; asked <= askedTimes; asked += 1) {
    const answer = await gateway.get('auditor', tenant, `/v1/journeys/${id}/evidence`, bundleMediaType);
    if (answer.status === 200) return canonicalJson(answer.body);
    await pause(1000);
  }
  return null;
}

/** Lets the last entry have happened a second later, in a copy, and asks the verifier. */
async function tamper(file: string | undefined, folder: string, say: (line: string) => void): Promise<void> {
  if (file === undefined) return;
  const bundle = JSON.parse(await readFile(file, 'utf8')) as { evidence: { entries: { at: number }[] } };
  const last = bundle.evidence.entries.at(-1);
  if (last) last.at += 1000;
  const tampered = join(folder, 'tampered.bundle.json');
  await writeFile(tampered, canonicalJson(bundle));
  for await (const { findings } of verifyBundles({ files: [tampered] })) {
    const found = findings.find(({ state }) => state === 'refuted');
    say(
      `evidence: one entry moved by a second in a copy: ${found ? `${found.where ?? ''}: ${found.says}` : 'NOT FOUND'}`,
    );
  }
}
