// Builds the console into dist/console when its sources changed since the last time. Plain Node, so that every command can run it
// before anything else; it never asks the network.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const folder = dirname(fileURLToPath(import.meta.url));
const root = dirname(folder);
const target = join(root, 'dist', 'console');
const stamp = (at) => join(at, 'built-from');

/** Of everything that shapes the result. */
function sourceHash() {
  const hash = createHash('sha256');
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
  for (const name of [...names, join(root, 'package-lock.json')].sort())
    hash.update(name.slice(root.length)).update('\0').update(readFileSync(name)).update('\0');
  return hash.digest('hex');
}

// What is compressed already, or too small to gain by it, stands as it is alone.
const compressed = new Set(['.js', '.css', '.svg']);

/** `name.br` and `name.gz` beside each file that gains by it, once here rather than at every start of a gateway. */
function compressFiles(at) {
  for (const entry of readdirSync(at, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !compressed.has(extname(entry.name))) continue;
    const name = join(entry.parentPath, entry.name);
    const plain = readFileSync(name);
    const params = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };
    const packed = { br: brotliCompressSync(plain, { params }), gz: gzipSync(plain, { level: 9 }) };
    for (const [ending, bytes] of Object.entries(packed))
      if (bytes.length < plain.length) writeFileSync(`${name}.${ending}`, bytes);
  }
}

async function main() {
  const hash = sourceHash();
  if (existsSync(stamp(target)) && readFileSync(stamp(target), 'utf8') === hash) return;
  const started = Date.now();
  const { build } = await import('vite');
  // Beside the old one, which serves until the new one is whole.
  const fresh = `${target}-${process.pid}`;
  await build({
    root: folder,
    configFile: false,
    logLevel: 'error',
    build: { outDir: fresh, emptyOutDir: true, target: 'es2023', modulePreload: { polyfill: false } },
  });
  compressFiles(fresh);
  writeFileSync(stamp(fresh), hash);
  mkdirSync(dirname(target), { recursive: true });
  const old = `${target}-old-${process.pid}`;
  if (existsSync(target)) renameSync(target, old);
  renameSync(fresh, target);
  rmSync(old, { recursive: true, force: true });
  console.error(`The console was built (${((Date.now() - started) / 1000).toFixed(1)} s).`);
}

await main();
