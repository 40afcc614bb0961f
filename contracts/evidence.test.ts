// The evidence chain: any change of an entry, its order or its workflow is found, and at which entry.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { evidenceTypes } from './evidence-entry.ts';
import type { EvidenceEntry } from './evidence-entry.ts';
import { chainEntry, evidenceSentences, genesisHash, verifyChain } from './evidence.ts';

const workflow = 'journey/x/y/z/1';

function chainOf(facts: Record<string, unknown>[]): EvidenceEntry[] {
  let prev = genesisHash(workflow);
  return facts.map((each, seq) => {
    const entry = chainEntry({ seq, type: 'journey.started', stage: 'detect', at: seq, facts: each, prev });
    prev = entry.hash;
    return entry;
  });
}

const factLists = fc.array(fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 4 }), {
  minLength: 1,
  maxLength: 12,
});

describe('the evidence chain', () => {
  it('an honest chain verifies to its last hash', () => {
    fc.assert(
      fc.property(factLists, (facts) => {
        const chain = chainOf(facts);
        expect(verifyChain(workflow, chain)).toEqual({ ok: true, head: chain.at(-1)?.hash });
      }),
    );
  });

  it('an altered, dropped or swapped entry is found at its place', () => {
    fc.assert(
      fc.property(factLists, fc.nat(), fc.constantFrom('fact', 'time', 'drop'), (facts, pick, how) => {
        const chain = chainOf(facts);
        const at = pick % chain.length;
        const entry = chain[at] as EvidenceEntry;
        if (how === 'fact') chain[at] = { ...entry, facts: { ...entry.facts, planted: 1 } };
        if (how === 'time') chain[at] = { ...entry, at: entry.at + 1 };
        if (how === 'drop' && at < chain.length - 1) chain.splice(at, 1);
        else if (how === 'drop') return;
        expect(verifyChain(workflow, chain)).toEqual({ ok: false, at });
      }),
    );
  });

  it("another workflow's chain is not this one's", () => {
    expect(verifyChain('journey/x/y/z/2', chainOf([{}]))).toEqual({ ok: false, at: 0 });
  });

  it('every entry type has a sentence', () => {
    expect(Object.keys(evidenceSentences).sort()).toEqual([...evidenceTypes].sort());
  });
});
