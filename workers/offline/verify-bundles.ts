// `wayproof audit verify`: reads bundles and says what they prove. No server, no key, no store. Few bundles are in memory at a time,
// and a few confined processes replay them all.
import { createPublicKey, type JsonWebKey } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { publicJwkOf, type PublicJwk } from '../../activities/evidence/verify/public-keys.ts';
import { readAnchor, type ReadAnchor } from '../../activities/evidence/verify/read-anchor.ts';
import { readReleases, type ReadReleases } from '../../activities/evidence/verify/read-releases.ts';
import { releaseKey } from '../../activities/evidence/verify/release-key.ts';
import {
  verifyBundle,
  type VerifiedBundle,
  type VerifyTerms,
} from '../../activities/evidence/verify/verify-bundle.ts';
import { bundleBytesLimit } from '../../contracts/bundle.ts';
import { describeConfinement } from '../replay/confinement.ts';
import { codeSource } from '../replay/released-code.ts';
import { startReplayer, type RunningReplayer } from '../replay/start-replayer.ts';
import { readBytes, UnreadableFile } from './read-bytes.ts';

export interface VerifyFiles {
  /** Bundles, and folders of them. */
  files: readonly string[];
  /** File of an anchor's lines. */
  anchor?: string | undefined;
  /** Default: the list of this checkout. */
  releases?: string | undefined;
  /** PEM or JWK of whoever signed the list; default: this repository's. */
  releaseKey?: string | undefined;
}

export interface VerifiedFile extends VerifiedBundle {
  file: string;
  /** How the replay was confined; null when none was done. */
  confinement: string | null;
}

// A line for each hour of thirty years is some 150 MB; nobody has anchored as much.
const anchorBytesLimit = 256 * 1024 * 1024;
const smallFileLimit = 4 * 1024 * 1024;

// Each has a process of some 150 MB, and works on one bundle at a time.
const mostLanes = 4;

/** @returns one after the other, in the order of the files. @throws UnreadableFile */
export async function* verifyBundles(input: VerifyFiles): AsyncGenerator<VerifiedFile> {
  // Its process takes half a second to start: beside all that is read and checked before the first replay.
  const terms = { code: codeSource(input.releases) };
  const first = startReplayer(terms);
  const lanes = [first];
  const begun: Promise<VerifiedFile>[] = [];
  first.prepare();
  try {
    const files = await bundleFiles(input.files);
    const anchor = input.anchor === undefined ? null : await readAnchorFile(input.anchor);
    const releases = await readReleaseFile(input);
    while (lanes.length < Math.min(files.length, mostLanes, availableParallelism()))
      lanes.push(startReplayer(terms));
    for (let next = 0, given = 0; given < files.length; given += 1) {
      for (; next < files.length && next - given < lanes.length; next += 1) {
        const one = verifyFile(files[next] ?? '', lanes[next % lanes.length] ?? first, { anchor, releases });
        // Told when its turn comes.
        one.catch(() => undefined);
        begun.push(one);
      }
      const verified = await begun.shift();
      if (verified) yield verified;
    }
  } finally {
    for (const lane of lanes) lane.stop();
    await Promise.allSettled(begun);
  }
}

async function verifyFile(
  file: string,
  replayer: RunningReplayer,
  terms: Omit<VerifyTerms, 'replayer'>,
): Promise<VerifiedFile> {
  const bytes = await readBytes(file, bundleBytesLimit);
  const verified = bytes === 'too_large' ? tooLarge : await verifyBundle(bytes, { ...terms, replayer });
  const confinement = replayer.confinement();
  return { file, ...verified, confinement: confinement && describeConfinement(confinement) };
}

/** Files by name; of a folder, those that `audit export` named. */
async function bundleFiles(named: readonly string[]): Promise<string[]> {
  const files: string[] = [];
  for (const path of named) {
    const found = await stat(path).catch(() => null);
    if (!found?.isDirectory()) {
      files.push(path);
      continue;
    }
    const inside = (await readdir(path)).filter((name) => name.endsWith('.bundle.json')).sort();
    if (inside.length === 0) throw new UnreadableFile(`${path} holds no *.bundle.json.`);
    files.push(...inside.map((name) => join(path, name)));
  }
  return files;
}

const tooLarge: VerifiedBundle = {
  verdict: 'refuted',
  journey: null,
  findings: [
    { check: 'form', state: 'refuted', where: null, says: `The file is larger than a bundle may be (${bundleBytesLimit} bytes).` },
  ],
}; // prettier-ignore

async function readAnchorFile(file: string): Promise<ReadAnchor> {
  const bytes = await readBytes(file, anchorBytesLimit);
  if (bytes === 'too_large') throw new UnreadableFile(`${file} is larger than an anchor's file may be.`);
  return readAnchor(new TextDecoder().decode(bytes));
}

async function readReleaseFile({ releases, releaseKey: keyFile }: VerifyFiles): Promise<ReadReleases> {
  const file = releases ?? join(import.meta.dirname, '..', '..', 'releases', 'releases.json');
  const bytes = await readBytes(file, smallFileLimit);
  if (bytes === 'too_large') throw new UnreadableFile(`${file} is larger than a release list may be.`);
  return readReleases(bytes, keyFile === undefined ? releaseKey : await readKey(keyFile));
}

async function readKey(file: string): Promise<PublicJwk> {
  const bytes = await readBytes(file, smallFileLimit);
  const text = Buffer.from(bytes).toString('utf8').trim();
  try {
    return publicJwkOf(
      createPublicKey(text.startsWith('{') ? { key: JSON.parse(text) as JsonWebKey, format: 'jwk' } : text),
    );
  } catch {
    // The parser's message may quote the file, which may hold a private key.
    throw new UnreadableFile(`${file} holds no public Ed25519 key (PEM or JWK).`);
  }
}
