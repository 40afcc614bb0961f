// The bundle's head beside what was published outside database and Temporal. Only this finds that database, keys and bundle were
// rewritten together. Pure.
import { exportKind } from '../../../contracts/bundle.ts';
import { canonicalJson } from '../../../contracts/canonical-json.ts';
import type { AnchoredHead } from '../../../contracts/tree-head.ts';
import type { LedgerPart } from './check-ledger.ts';
import type { Finding } from './finding.ts';
import type { ReadAnchor } from './read-anchor.ts';

/** @param anchor null: none was given. */
export function checkAnchor(bundle: LedgerPart, anchor: ReadAnchor | null): Finding[] {
  if (anchor === null)
    return [notProved(null, "No anchor was given: an operator's rewrite is not excluded.")];
  if ('fault' in anchor) return [refuted(`anchor line ${anchor.line}`, anchor.fault)];
  const { head, anchored } = bundle.ledger;
  const lines = anchor.lines.filter((line) => line.head.tenant === bundle.tenant);
  const last = lines.at(-1);
  if (!last)
    return [notProved(null, "The anchor has no head of the tenant: an operator's rewrite is not excluded.")];
  const forked = lines.find(({ head: { size, root } }) => size === head.head.size && root !== head.head.root);
  if (forked) return [refuted('ledger.head', `The anchor has another root for ${head.head.size} records.`)];
  const shrunk = lines.find((line) => line.head.size > head.head.size && line.head.at < head.head.at);
  if (shrunk)
    return [refuted('ledger.head', `The anchor had ${shrunk.head.size} records before this head was signed over ${head.head.size}.`)]; // prettier-ignore
  // Its records are then the anchored ones, whoever signed them once more.
  if (lines.some((line) => isSame(line, head)))
    return [strangeKey(bundle, lines, []) ?? proved('The head of the bundle is anchored.', bundle, lines)];
  if (!anchored) return [unanchored(bundle, lines)];
  if (lines.some((line) => isSame(line, anchored) && line.signature === anchored.signature))
    return covered(bundle, lines);
  if (anchored.head.size > last.head.size && anchored.head.at >= last.head.at)
    return [notProved('ledger.anchored', 'The anchor given is older than the bundle: with a newer copy of it this can be proved.')]; // prettier-ignore
  return [refuted('ledger.anchored', 'The head that the bundle calls anchored is not in the anchor.')];
}

function isSame(line: AnchoredHead, { head }: LedgerPart['ledger']['head']): boolean {
  return line.head.size === head.size && line.head.root === head.root;
}

/** The export's own record is always the newest; what it vouches for beside the chain rests on the ledger's key until it is anchored. */
function covered(bundle: LedgerPart, lines: readonly AnchoredHead[]): Finding[] {
  const { records, anchored } = bundle.ledger;
  const size = anchored?.head.size ?? 0;
  const newer = records.findIndex(({ index, kind }) => index >= size && kind !== exportKind);
  if (newer >= 0)
    return [notProved(`ledger.records[${newer}]`, 'The record is newer than the anchored head: export again when the next one is anchored.')]; // prettier-ignore
  const strange = strangeKey(
    bundle,
    lines,
    records.filter(({ index }) => index >= size),
  );
  if (strange) return [strange];
  return [
    proved(`The head adds to the anchored one over ${size} records, which holds the seal.`, bundle, lines),
  ];
}

/** What the anchor does not hold rests on the ledger's key: on one that it knows, or anybody could have added it. */
function strangeKey(
  { ledger: { head, keys } }: LedgerPart,
  lines: readonly AnchoredHead[],
  newer: LedgerPart['ledger']['records'],
): Finding | null {
  const trusted = new Map(lines.map(({ keyId, key }) => [keyId, canonicalJson(key)]));
  for (const { keyId } of [head, ...newer]) {
    const at = keys.findIndex((key) => key.keyId === keyId);
    const jwk = keys[at]?.jwk;
    if (!jwk || trusted.get(keyId) !== canonicalJson(jwk))
      return notProved(`ledger.keys[${at}]`, 'The anchor does not know this key: export again when the next head is anchored.'); // prettier-ignore
  }
  return null;
}

function unanchored(bundle: LedgerPart, lines: readonly AnchoredHead[]): Finding {
  const { head } = bundle.ledger;
  if (!lines.some(({ keyId }) => keyId === head.keyId))
    return refuted('ledger.head', 'The anchor does not know the key that signed the head, and the bundle names no anchored head.'); // prettier-ignore
  return notProved('ledger.anchored', 'The bundle was exported before a head was anchored: export it again.');
}

function proved(says: string, { ledger: { keys } }: LedgerPart, lines: readonly AnchoredHead[]): Finding {
  const known = keys.filter(({ keyId }) => lines.some((line) => line.keyId === keyId)).length;
  const text = `${says} The anchor knows ${known} of the ${keys.length} keys.`;
  return { check: 'anchor', state: 'proved', where: null, says: text };
}

function notProved(where: string | null, says: string): Finding {
  return { check: 'anchor', state: 'not_proved', where, says };
}

function refuted(where: string, says: string): Finding {
  return { check: 'anchor', state: 'refuted', where, says };
}
