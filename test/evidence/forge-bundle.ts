// What somebody without any key of the tenant can make of an honest bundle and the anchor's file: he writes the export's own record anew
// over what he changed, and signs everything by a key of his own. Only the keys that the anchor knows tell it from an honest one.
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { exportFacts, exportKind, type Bundle } from '../../contracts/bundle.ts';
import { canonicalJson, hashJson, type JsonValue } from '../../contracts/canonical-json.ts';
import { ledgerContent } from '../../contracts/ledger.ts';
import { leafHash } from '../../contracts/merkle.ts';
import { rationaleOfBundle } from '../../activities/evidence/rationale/rationale-of-bundle.ts';
import { keyIdOf, publicJwkOf } from '../../activities/evidence/verify/public-keys.ts';

type Record_ = Bundle['ledger']['records'][number];

/** @param change alters what the export's record vouches for. */
export function forgeBundle(honest: string, change: (bundle: Bundle) => void): string {
  const bundle = JSON.parse(honest) as Bundle;
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const jwk = publicJwkOf(publicKey);
  const keyId = keyIdOf(jwk);
  const signed = (value: unknown) =>
    sign(null, Buffer.from(canonicalJson(value)), privateKey).toString('base64url');
  const contentOf = ({ signature: _signature, keyId: _keyId, ...record }: Record_) =>
    ledgerContent(bundle.tenant, record);
  const { ledger } = bundle;
  const { records } = ledger;
  const last = records.at(-1);
  if (!last || !ledger.anchored) throw new Error('not the bundle that this forgery is made from');
  const oldLeaf = leafHash(canonicalJson(contentOf(last)));

  const { rationale } = bundle;
  change(bundle);
  // Nobody forges a bundle and forgets what is derived from it, unless that is what he forges.
  if (rationale && bundle.rationale === rationale) bundle.rationale = rationaleOfBundle(bundle, records);
  const { ledger: _ledger, ...material } = bundle;
  last.facts = exportFacts(
    material,
    records.slice(0, -1).map(({ index }) => index),
  ) as unknown as JsonValue;
  last.key = `${exportKind}/${bundle.journey.id}/${hashJson(last.facts)}`;
  for (const record of records) Object.assign(record, { signature: signed(contentOf(record)), keyId });

  // The export is the last leaf: every node of its path is on its left, and each node above it changes wherever a proof has it.
  let [old, root] = [oldLeaf, leafHash(canonicalJson(contentOf(last)))];
  let proofs = JSON.stringify([ledger.inclusion, ledger.consistency]).replaceAll(old, root);
  for (const left of ledger.inclusion.at(-1)?.path ?? []) {
    [old, root] = [nodeOf(left, old), nodeOf(left, root)];
    proofs = proofs.replaceAll(old, root);
  }
  ledger.head.head.root = root;
  for (const head of [ledger.head, ledger.anchored])
    Object.assign(head, { signature: signed(head.head), keyId });
  ledger.keys = [{ keyId, jwk }];
  [ledger.inclusion, ledger.consistency] = JSON.parse(proofs) as [
    typeof ledger.inclusion,
    typeof ledger.consistency,
  ];
  return canonicalJson(bundle);
}

function nodeOf(left: string, right: string): string {
  const bytes = Buffer.concat([Buffer.from([1]), Buffer.from(left, 'hex'), Buffer.from(right, 'hex')]);
  return createHash('sha256').update(bytes).digest('hex');
}
