// `npm run release-code -- --key FILE`: adds this checkout's workflow code to the list of released code, and signs it. The private key is
// read from the named file and never kept here. On a machine that releases; nothing of the product needs it.
import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { publicJwkOf } from '../activities/evidence/verify/public-keys.ts';
import { readReleases, signedReleases, type Release } from '../activities/evidence/verify/read-releases.ts';
import { canonicalJson } from '../contracts/canonical-json.ts';
import { workflowBundle } from './workflow-bundle.ts';

const root = join(import.meta.dirname, '..');
const { values } = parseArgs({ options: { key: { type: 'string' }, list: { type: 'string' } } });
const listFile = values.list ?? join(root, 'releases', 'releases.json');
if (values.key === undefined) {
  console.error(
    'Name the private key: npm run release-code -- --key FILE [--list FILE]. One is made by `openssl genpkey -algorithm ed25519 -out FILE`.',
  );
  process.exit(2);
}

const privateKey = createPrivateKey(await readFile(values.key, 'utf8'));
const ownKey = publicJwkOf(createPublicKey(privateKey));
const folder = await mkdtemp(join(tmpdir(), 'wayproof-release-'));
const { hash, code, sources, sdkVersion } = await workflowBundle({ directory: folder });
await rm(folder, { recursive: true, force: true });
const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as { version: string };
const at = new Date().toISOString().slice(0, 10);
const releases = await released();
const own = releases.find(({ codeHash }) => codeHash === hash);
if (!own) releases.push({ codeHash: hash, sources, sdk: sdkVersion, version, at });
const list = signedReleases({ format: 'wayproof-releases/1', releases });
const signature = sign(null, Buffer.from(canonicalJson(list)), privateKey).toString('base64url');
// Kept with the list: bundles outlive the checkout that could build it.
const codeFolder = join(dirname(listFile), 'code');
await mkdir(codeFolder, { recursive: true });
await writeFile(join(codeFolder, `${hash}.cjs`), code);
await writeFile(listFile, `${JSON.stringify({ ...list, signature }, null, 2)}\n`);
console.log(`${own ? 'Was released before' : 'Released'}: ${hash}`);
console.log(`Key of the list: ${JSON.stringify(ownKey)}`);

/** Those before; a list that somebody else signed is not gone on with. */
async function released(): Promise<Release[]> {
  const bytes = await readFile(listFile).catch(() => null);
  if (bytes === null) return [];
  const read = readReleases(bytes, ownKey);
  if ('releases' in read) return read.releases;
  console.error(read.fault);
  process.exit(1);
}
