// The policy's own words for its codes, from the snapshots that a journey pinned: reasons of an intent, purposes, hard rules, emergency
// denials. A snapshot that cannot be read has no words; it never throws.
import { parse as parseYaml, YAMLError } from 'yaml';
import type { RationaleSource } from '../../../contracts/rationale.ts';
import { factsOf, listIn, textIn, type Facts } from '../read-facts.ts';

// The largest file of the shipped policies has 6 kB; of a larger one nobody reads the labels.
const mostCharacters = 200_000;

export interface PolicyLabels {
  /** What a reason of the intent means. */
  reason(intent: string, code: string): string | undefined;
  purpose(code: string): string | undefined;
  /** What a rule of the tenant's own says: a hard rule, an emergency denial, a forbidden promise. */
  rule(code: string): string | undefined;
}

export function policyLabels(policies: RationaleSource['policies']): PolicyLabels {
  // A renewal pins no other snapshot, so there is one; of several the first that knows the word.
  const snapshots = policies.flatMap(({ canonical }) => (canonical === null ? [] : [filesOf(canonical)]));
  const documents = (path: string): unknown[] => snapshots.map((read) => read(path));
  return {
    reason: (intent, code) =>
      meaning(documents(`intents/${intent}.yaml`).flatMap((one) => listIn(factsOf(one), 'features')), 'code', code),
    purpose: (code) => {
      const purposes = documents('data-classes.yaml').map((one) => factsOf(factsOf(one)['purposes']));
      for (const one of purposes) {
        const label = Object.hasOwn(one, code) ? textIn(factsOf(one[code]), 'meaning') : null;
        if (label !== null) return label;
      }
      return undefined;
    },
    rule: (code) => {
      const lists = ['hard-rules.yaml', 'emergency-deny.yaml', 'forbidden-promises.yaml'];
      const rules = lists.flatMap(documents).flatMap((list) => listIn({ list }, 'list'));
      return meaning(rules, 'id', code);
    },
  }; // prettier-ignore
}

type Files = (path: string) => unknown;

// Reading a snapshot's files costs 20 ms, and a thousand bundles of a tenant rest on one or two snapshots. Known by its text, since the
// hash that a file names may be anybody's word; the last one only, so that memory does not grow.
let last: { canonical: string; read: Files } | null = null;

function filesOf(canonical: string): Files {
  if (last?.canonical === canonical) return last.read;
  const texts = factsOf(parsed(canonical));
  const known = new Map<string, unknown>();
  const read: Files = (path) => {
    const text = textIn(texts, path);
    // Nothing is remembered of a file that is not there: whoever names it may name a million.
    if (text !== null && !known.has(path)) known.set(path, yamlOf(text));
    return known.get(path);
  };
  last = { canonical, read };
  return read;
}

function meaning(items: readonly Facts[], name: string, code: string): string | undefined {
  const found = items.find((item) => item[name] === code);
  return (found && textIn(found, 'meaning')) ?? undefined;
}

function parsed(canonical: string): unknown {
  try {
    return JSON.parse(canonical);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

function yamlOf(text: string): unknown {
  if (text.length > mostCharacters) return null;
  try {
    // No aliases: a small file could stand for a large one.
    return parseYaml(text, { maxAliasCount: 0, logLevel: 'silent' });
  } catch (error) {
    // Nested without end is a RangeError, an alias a ReferenceError.
    if (error instanceof YAMLError || error instanceof ReferenceError || error instanceof RangeError)
      return null;
    throw error;
  }
}
