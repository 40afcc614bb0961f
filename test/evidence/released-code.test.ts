// What is released is kept: bundles are replayed years after the checkout that could build their code.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readReleases } from '../../activities/evidence/verify/read-releases.ts';
import { releaseKey } from '../../activities/evidence/verify/release-key.ts';
import { hashText } from '../../contracts/canonical-json.ts';
import { codeSource, keptCode } from '../../workers/replay/released-code.ts';

it('every release of the signed list has its code beside it, under its own hash', async () => {
  const list = await readFile(join(keptCode, '..', 'releases.json'));
  const read = readReleases(list, releaseKey);
  const releases = 'releases' in read ? read.releases : [];
  expect(releases.length).toBeGreaterThan(0);
  for (const { codeHash } of releases) {
    const path = join(keptCode, `${codeHash}.cjs`);
    expect(hashText(await readFile(path, 'utf8'))).toBe(codeHash);
    expect(await codeSource().pathOf(codeHash)).toBe(path);
  }
});
