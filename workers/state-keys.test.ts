// Keys survive a restart, lie sealed on disk, and are refused when they do not belong to the master key.
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openStateKeys } from './state-keys.ts';

let stateDirectory: string;
beforeEach(async () => {
  stateDirectory = await mkdtemp(join(tmpdir(), 'wayproof-keys-'));
});
afterEach(() => rm(stateDirectory, { recursive: true, force: true }));

const open = (masterKey?: string) => openStateKeys({ stateDirectory, masterKey });

describe('openStateKeys', () => {
  it('makes the keys once and reads the same ones again', async () => {
    const first = await open();
    const again = await open();
    expect(again.decisions).toEqual(first.decisions);
    expect(again.identity).toEqual(first.identity);
    expect(again.master.masterKeyId).toBe(first.master.masterKeyId);
  });
  it('leaves no private key readable, in the files or to others', async () => {
    const { decisions, identity } = await open();
    for (const [file, secret] of [
      ['decisions.sealed', decisions.privateKey.d],
      ['identity.sealed', identity.keys[0]?.d],
    ] as const) {
      const path = join(stateDirectory, 'keys', file);
      expect(secret).toBeTypeOf('string');
      expect((await readFile(path)).includes(String(secret))).toBe(false);
      expect((await stat(path)).mode & 0o077).toBe(0);
    }
    expect((await stat(join(stateDirectory, 'keys'))).mode & 0o077).toBe(0);
  });
  it('refuses keys of another master key, and says which file', async () => {
    await open('11'.repeat(32));
    await expect(open('22'.repeat(32))).rejects.toThrow(/identity\.sealed was sealed by another master key/);
  });
  it('refuses a damaged file', async () => {
    await open();
    await writeFile(join(stateDirectory, 'keys', 'decisions.sealed'), 'nonsense');
    await expect(open()).rejects.toThrow(/decisions\.sealed/);
  });
});
