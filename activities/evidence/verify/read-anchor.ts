// An anchor's file: one signed head a line, each naming the line before by its hash; a new key is endorsed by the one before it. It is
// read as strictly as a bundle. Pure.
import { anchoredHeadSchema } from '../../../contracts/bundle.ts';
import { hashText } from '../../../contracts/canonical-json.ts';
import { JsonFaultError, parseStrictJson } from '../../../contracts/strict-json.ts';
import type { AnchoredHead } from '../../../contracts/tree-head.ts';
import { isSignedBy, keyIdOf } from './public-keys.ts';

export type ReadAnchor =
  | { lines: AnchoredHead[] }
  /** One sentence; line from 1. */
  | { fault: string; line: number };

/** @param text lines of one or of several tenants; each tenant's own follow each other. */
export function readAnchor(text: string): ReadAnchor {
  const lines: AnchoredHead[] = [];
  const newest = new Map<string, { line: AnchoredHead; text: string }>();
  const texts = text.split('\n');
  if (texts.at(-1) === '') texts.pop();
  for (const [at, lineText] of texts.entries()) {
    const line = lineOf(lineText);
    if (line === null) return { fault: 'It is no line of an anchor.', line: at + 1 };
    const { tenant } = line.head;
    const fault = faultOf(line, newest.get(tenant) ?? null);
    if (fault !== null) return { fault, line: at + 1 };
    newest.set(tenant, { line, text: lineText });
    lines.push(line);
  }
  return { lines };
}

function lineOf(text: string): AnchoredHead | null {
  try {
    return anchoredHeadSchema.safeParse(parseStrictJson(Buffer.from(text, 'utf8'))).data ?? null;
  } catch (error) {
    if (error instanceof JsonFaultError) return null;
    throw error;
  }
}

function faultOf(line: AnchoredHead, before: { line: AnchoredHead; text: string } | null): string | null {
  if (line.prev !== (before === null ? null : hashText(before.text)))
    return 'It does not follow the line before it: a line was changed, taken out or put in.';
  if (keyIdOf(line.key) !== line.keyId) return 'Its key has not the name that is its own.';
  if (!isSignedBy(line.key, line.head, line.signature)) return 'Its signature does not fit.';
  if (!isEndorsed(line, before?.line ?? null))
    return 'Its key is new, and the key before it did not sign for it.';
  if (before === null) return null;
  const { size, root, at } = before.line.head;
  if (line.head.size < size || line.head.at < at) return 'The tree of its head is older than the one before.';
  if (line.head.size === size && line.head.root !== root) return 'It has another root for the same tree.';
  return null;
}

function isEndorsed({ format, keyId, key, endorsed }: AnchoredHead, before: AnchoredHead | null): boolean {
  if (before === null || before.keyId === keyId) return endorsed === null;
  if (endorsed?.keyId !== before.keyId) return false;
  return isSignedBy(before.key, { format, keyId, key }, endorsed.signature);
}
