// What a browser fetches before the first page stands: small enough, and from this origin alone.
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readConsole } from '../../gateway/console/console-files.ts';

const root = join(import.meta.dirname, '..', '..');
const entryLimit = 300_000;

test('the entry of the console has less than 300 kB compressed, and pages come when they are opened', () => {
  execFileSync(process.execPath, [join(root, 'console', 'build.mjs')], { stdio: 'inherit' });
  const built = readConsole(join(root, 'dist', 'console'));
  if (!built) throw new Error('nothing was built');
  const first = [...built.page.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, url]) => url ?? '');
  expect(first.every((url) => url.startsWith('/'))).toBe(true);
  const sizes = first.map((url) => {
    const file = built.files.get(url);
    return (file?.gzip ?? file?.plain)?.length ?? Number.NaN;
  });
  expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThan(entryLimit);
  const later = [...built.files.keys()].filter((url) => url.endsWith('.js') && !first.includes(url));
  expect(later.length).toBeGreaterThan(2);
  expect(readFileSync(join(root, 'console', 'index.html'), 'utf8')).not.toMatch(/https?:/);
});
