// Keys that the stack keeps in its state folder: the master key, and sealed under it the keys of the embedded identity
// and of the decision assertions. It must never write a private key unsealed, nor log one.
import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { JSONWebKeySet } from 'jose';
import { createDecisionKeys } from '../connectors/identity/decision-assertions.ts';
import type { DecisionKeys } from '../connectors/identity/decision-assertions.ts';
import { createIdentityKeys } from '../connectors/identity/embedded/keys.ts';
import { masterKeyIdOf, readOrCreateMasterKey } from '../store/master-key.ts';
import type { MasterKey } from '../store/master-key.ts';
import { deriveKey, open, seal } from '../store/sealing.ts';
import { SentenceError } from './sentence-error.ts';

export interface StateKeys {
  master: MasterKey;
  identity: JSONWebKeySet;
  decisions: DecisionKeys;
}

/** Reads the keys or makes them. @throws SentenceError (or StoreStartError) when a key file cannot be used. */
export async function openStateKeys(input: {
  stateDirectory: string;
  masterKey: string | undefined;
}): Promise<StateKeys> {
  const folder = join(input.stateDirectory, 'keys');
  await mkdir(folder, { recursive: true });
  // Whoever reads the folder could decide in anybody's name.
  await chmod(folder, 0o700);
  const master =
    input.masterKey === undefined
      ? readOrCreateMasterKey(join(folder, 'master.key'))
      : given(input.masterKey);
  return {
    master,
    identity: await sealedFile(join(folder, 'identity.sealed'), master, createIdentityKeys),
    decisions: await sealedFile(join(folder, 'decisions.sealed'), master, createDecisionKeys),
  };
}

function given(hex: string): MasterKey {
  const masterKey = Uint8Array.from(Buffer.from(hex, 'hex'));
  return { masterKey, masterKeyId: masterKeyIdOf(masterKey) };
}

/** One JSON value, sealed; made by `create` when there is no file. */
async function sealedFile<T>(path: string, master: MasterKey, create: () => Promise<T>): Promise<T> {
  const key = deriveKey(master.masterKey, 'state-keys');
  const sealed = await readFile(path).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  });
  if (sealed === null) {
    const value = await create();
    await writeFile(`${path}.part`, seal(key, ['state-key'], Buffer.from(JSON.stringify(value))), {
      mode: 0o600,
    });
    await rename(`${path}.part`, path);
    return value;
  }
  const plain = open(key, ['state-key'], sealed);
  if (plain === null) {
    throw new SentenceError(
      `${path} was sealed by another master key, or is damaged: restore the key that belongs to it, or remove the file and everyone signs in anew.`,
    );
  }
  return JSON.parse(Buffer.from(plain).toString('utf8')) as T;
}
