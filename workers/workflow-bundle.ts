// Builds the workflow code once and keeps it by the hash of its sources: bundling is half of a worker's start.
// The bundle's own hash is what a verifier pins: a cached bundle is never used unless its hash still fits, and the same sources give
// the same bundle in whichever folder they lie.
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, relative, resolve } from 'node:path';
import { bundleWorkflowCode } from '@temporalio/worker';
import { hashJson, hashText } from '../contracts/canonical-json.ts';
import type { Sha256Hex } from '../contracts/ids.ts';

const root = join(import.meta.dirname, '..');

export interface WorkflowBundle {
  code: string;
  /** SHA-256 of `code`. */
  hash: Sha256Hex;
  /** SHA-256 over the sources and the SDK's version: what the code was built from. */
  sources: Sha256Hex;
  /** File that holds `code`, for `workflowBundle: {codePath}`. */
  codePath: string;
  sdkVersion: string;
}

/** Reads the bundle of these sources from `directory`, or builds it there (about 4 s). */
export async function workflowBundle(input: {
  directory: string;
  say?: (line: string) => void;
}): Promise<WorkflowBundle> {
  const sdkVersion = readSdkVersion();
  const sources = await hashSources(sdkVersion);
  // Absolute: for any other path the SDK writes the path into the code, and names its workers after another hash.
  const codePath = resolve(input.directory, `workflows-${sources.slice(0, 16)}.cjs`);
  const hashPath = `${codePath}.sha256`;
  const cached = await readCached(codePath, hashPath);
  if (cached !== null) return { code: cached, hash: hashText(cached), sources, codePath, sdkVersion };
  input.say?.('Building the workflow bundle.');
  const built = await bundleWorkflowCode({
    workflowsPath: join(root, 'workflows', 'index.ts'),
    payloadConverterPath: join(root, 'workflows', 'payload-converter.ts'),
    failureConverterPath: join(root, 'workflows', 'failure-converter.cjs'),
    logger: quiet,
  });
  const code = withoutSourceMap(built.code);
  await mkdir(input.directory, { recursive: true });
  await writeWhole(codePath, code);
  await writeWhole(hashPath, hashText(code));
  return { code, hash: hashText(code), sources, codePath, sdkVersion };
}

/**
 * The map names the folder in which it was built, so that no two machines would build the same bundle. The SDK wants one: an empty one.
 */
function withoutSourceMap(code: string): string {
  const map = { version: 3, file: 'workflows.cjs', sources: [], names: [], mappings: '' };
  const url = `data:application/json;charset=utf-8;base64,${Buffer.from(JSON.stringify(map)).toString('base64')}`;
  return `${code.slice(0, code.lastIndexOf('//# sourceMappingURL='))}//# sourceMappingURL=${url}\n`;
}

/** Everything a bundle is made of but node_modules, which the lock file's SDK version stands for. */
async function hashSources(sdkVersion: string): Promise<Sha256Hex> {
  const files: Record<string, Sha256Hex> = {};
  for (const room of ['workflows', 'contracts']) {
    for (const entry of await readdir(join(root, room), { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/\.(ts|cjs)$/.test(entry.name) || entry.name.endsWith('.test.ts')) continue;
      const file = join(entry.parentPath, entry.name);
      files[relative(root, file)] = hashText(await readFile(file, 'utf8'));
    }
  }
  const lock = hashText(await readFile(join(root, 'package-lock.json'), 'utf8'));
  return hashJson({ form: 'without a source map', files, sdkVersion, lock });
}

async function readCached(codePath: string, hashPath: string): Promise<string | null> {
  const [code, hash] = await Promise.all(
    [codePath, hashPath].map((path) => readFile(path, 'utf8').catch(() => null)),
  );
  if (code == null || hash == null || hashText(code) !== hash) return null;
  return code;
}

/** Written aside and renamed: a start that is killed here must not leave half a bundle. */
async function writeWhole(path: string, text: string): Promise<void> {
  await writeFile(`${path}.part`, text);
  await rename(`${path}.part`, path);
}

function readSdkVersion(): string {
  const require = createRequire(import.meta.url);
  return (require('@temporalio/worker/package.json') as { version: string }).version;
}

/** Webpack's own report is of no use to a user; what fails is thrown. */
const quiet = {
  log: () => undefined,
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};
