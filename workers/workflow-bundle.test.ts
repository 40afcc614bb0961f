// The bundle is built once for its sources, and a cached one is used only while it is the one that was written.
import { appendFile, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hashText } from '../contracts/canonical-json.ts';
import { workflowNames } from '../contracts/wire-names.ts';
import { workflowBundle } from './workflow-bundle.ts';

let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'wayproof-bundle-'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

describe('the workflow bundle', () => {
  it('holds the workflows by their wire names, under its own hash', async () => {
    const bundle = await workflowBundle({ directory });
    expect(bundle.hash).toBe(hashText(bundle.code));
    for (const name of Object.values(workflowNames)) expect(bundle.code).toContain(name);
  });
  it('is not built again for the same sources', async () => {
    const first = await workflowBundle({ directory });
    const written = (await stat(first.codePath)).mtimeMs;
    const lines: string[] = [];
    const second = await workflowBundle({ directory, say: (line) => lines.push(line) });
    expect(second).toEqual(first);
    expect(lines).toEqual([]);
    expect((await stat(first.codePath)).mtimeMs).toBe(written);
  });
  it('is built again, and the same, when somebody touched the cached file', async () => {
    const first = await workflowBundle({ directory });
    await appendFile(first.codePath, '\n// touched');
    expect((await workflowBundle({ directory })).hash).toBe(first.hash);
    expect((await readdir(directory)).filter((name) => name.endsWith('.part'))).toEqual([]);
  });
});
