// Where the code of a release is: among what was kept, or built from this checkout when it gives that very hash. The hash decides, never
// the name of a file.
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createHash } from 'node:crypto';
import type { Sha256Hex } from '../../contracts/ids.ts';

const root = join(import.meta.dirname, '..', '..');
/** Whoever verifies bundles of older releases puts their code here, as `<hash>.cjs`. */
export const keptCode = join(root, 'releases', 'code');
const built = join(root, 'node_modules', '.cache', 'wayproof');
const builtElsewhere = join(tmpdir(), 'wayproof-code');

export interface CodeSource {
  /** Where it may be read. */
  folders: readonly string[];
  /** Null when nobody here has it. */
  pathOf: (codeHash: Sha256Hex) => Promise<string | null>;
}

/** @param list file of a release list of somebody's own, whose code is kept in `code` beside it; undefined: that of this checkout. */
export function codeSource(list?: string): CodeSource {
  const own = list === undefined ? [] : [join(dirname(resolve(list)), 'code')];
  const folders = [...own, keptCode, built, builtElsewhere];
  return {
    folders,
    pathOf: async (codeHash) => (await find(codeHash, folders)) ?? (await build(codeHash)),
  };
}

async function find(codeHash: Sha256Hex, folders: readonly string[]): Promise<string | null> {
  for (const folder of folders) {
    const path = join(folder, `${codeHash}.cjs`);
    const code = await readFile(path).catch(() => null);
    if (code !== null && createHash('sha256').update(code).digest('hex') === codeHash) return path;
  }
  return null;
}

let ownBundle: Promise<{ hash: Sha256Hex; code: string }> | undefined;

async function build(codeHash: Sha256Hex): Promise<string | null> {
  // Loaded here: the bundler costs half a second, and once built it is not needed again.
  ownBundle ??= import('../workflow-bundle.ts').then(({ workflowBundle }) =>
    workflowBundle({ directory: builtElsewhere }),
  );
  const { hash, code } = await ownBundle;
  if (hash !== codeHash) return null;
  for (const folder of [built, builtElsewhere]) {
    const path = join(folder, `${hash}.cjs`);
    const part = `${path}.${process.pid}`;
    const written = await mkdir(folder, { recursive: true })
      .then(() => writeFile(part, code))
      .then(() => rename(part, path))
      .then(() => true)
      // An installation that nobody may write to: the next folder serves.
      .catch(() => false);
    if (written) return path;
  }
  return null;
}
