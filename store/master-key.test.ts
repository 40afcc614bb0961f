// The master key's file is made once, closed to others, and never replaced.
import { chmodSync, existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { readOrCreateMasterKey } from './master-key.ts';

const room = mkdtempSync(join(tmpdir(), 'wayproof-key-'));
afterAll(() => rmSync(room, { recursive: true, force: true }));

it('is made once, for its owner alone', () => {
  const path = join(room, 'keys', 'master.key');
  const first = readOrCreateMasterKey(path);
  expect(first.masterKey).toHaveLength(32);
  expect(first.masterKeyId).toMatch(/^mk_[0-9a-f]{16}$/);
  const again = readOrCreateMasterKey(path);
  expect(Buffer.from(again.masterKey)).toEqual(Buffer.from(first.masterKey));
  expect(again.masterKeyId).toBe(first.masterKeyId);
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
  expect(readdirSync(dirname(path))).toEqual(['master.key']);
});

it('is refused when others may read it, or it is no key, and is left as it is', () => {
  const path = join(room, 'master.key');
  readOrCreateMasterKey(path);
  chmodSync(path, 0o644);
  expect(() => readOrCreateMasterKey(path)).toThrow(/chmod 600/);
  writeFileSync(path, 'short', { mode: 0o600 });
  expect(() => readOrCreateMasterKey(path)).toThrow(/5 bytes instead of 32/);
  expect(existsSync(path)).toBe(true);
});
