// Reads a bundle, or the certificate of an erasure, from bytes that anybody may have made: limits first, then strict JSON, then format,
// canonical form and shape. It never throws for what stands in them, never repeats it, and executes nothing.
import { bundleBytesLimit, bundleFormat, bundleSchema, type Bundle } from '../../../contracts/bundle.ts';
import {
  certificateFormat,
  certificateSchema,
  type ErasureCertificate,
} from '../../../contracts/erasure-certificate.ts';
import { canonicalJson } from '../../../contracts/canonical-json.ts';
import { JsonFaultError, parseStrictJson, type JsonFault } from '../../../contracts/strict-json.ts';

export type ReadBundle =
  | { bundle: Bundle }
  | { certificate: ErasureCertificate }
  /** One sentence; `where` a member's path, where one is known. */
  | { fault: string; where: string | null };

const sentences: Record<JsonFault, string> = {
  empty: 'The file is empty.',
  not_utf8: 'The file is no UTF-8 text: it is no bundle, or bytes of it were altered.',
  syntax: 'The file is no JSON: it is no bundle, or it was cut short or altered.',
  too_deep: 'The file is nested deeper than any bundle.',
  duplicate_key: 'The file has a member twice in one object, which no bundle has.',
  forbidden_key: 'The file has a member with a forbidden name, which no bundle has.',
  nul_character: 'The file holds a NUL character, which no bundle has.',
  lone_surrogate: 'The file holds half of a character, which no bundle has.',
  number_out_of_range: 'The file holds a number that does not fit, which no bundle has.',
};

export function readBundle(bytes: Uint8Array): ReadBundle {
  if (bytes.length > bundleBytesLimit)
    return { fault: `The file is larger than a bundle may be (${bundleBytesLimit} bytes).`, where: null };
  let value: unknown;
  try {
    value = parseStrictJson(bytes);
  } catch (error) {
    if (error instanceof JsonFaultError) return { fault: sentences[error.fault], where: null };
    throw error;
  }
  const foreign = foreignFormat(value);
  if (foreign !== null) return { fault: foreign, where: 'format' };
  const text = new TextDecoder().decode(bytes);
  const canonical = canonicalJson(value);
  if (canonical !== text)
    return {
      fault: `The file is not in canonical form: it differs at character ${firstDifference(canonical, text)}.`,
      where: null,
    };
  const isCertificate = formatOf(value) === certificateFormat;
  const parsed = (isCertificate ? certificateSchema : bundleSchema).safeParse(value);
  if (parsed.success)
    return isCertificate ? { certificate: value as ErasureCertificate } : { bundle: value as Bundle };
  const path = parsed.error.issues[0]?.path ?? [];
  return { fault: 'A member has not the form that it has in a bundle.', where: pathOf(path) };
}

function formatOf(value: unknown): unknown {
  return typeof value === 'object' && value !== null
    ? (value as Record<string, unknown>)['format']
    : undefined;
}

function foreignFormat(value: unknown): string | null {
  const format = formatOf(value);
  if (format === bundleFormat || format === certificateFormat) return null;
  const version =
    typeof format === 'string' ? /^wayproof-(?:bundle|erasure)\/(\d{1,6})$/.exec(format)?.[1] : undefined;
  if (version !== undefined)
    return `The bundle has format version ${version}; this verifier knows version 1. Use a newer one.`;
  return 'The file is JSON, but no evidence bundle of Wayproof.';
}

function firstDifference(one: string, other: string): number {
  let at = 0;
  while (at < one.length && one.charCodeAt(at) === other.charCodeAt(at)) at += 1;
  return at;
}

/** `evidence.entries[3].hash`. Only names that the format has: those of a hostile file are not repeated. */
function pathOf(path: readonly PropertyKey[]): string | null {
  const known = path.slice(0, 4);
  const text = known
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
    .replace(/^\./, '');
  return /^[A-Za-z0-9_.[\]]{1,80}$/.test(text) ? text : null;
}
