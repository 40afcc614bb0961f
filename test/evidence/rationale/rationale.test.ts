// A rationale tells every entry of every journey in words: of each recorded history, of each type of evidence, of what nobody knows yet;
// and the two reference journeys as a person reads them.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rationaleOf } from '../../../activities/evidence/rationale/rationale-of.ts';
import { canonicalJson } from '../../../contracts/canonical-json.ts';
import { journeyOutcomes } from '../../../contracts/control-facts.ts';
import { decisionRefusals } from '../../../contracts/decision.ts';
import { evidenceTypes, type EvidenceEntry } from '../../../contracts/evidence-entry.ts';
import type { RationaleSource } from '../../../contracts/rationale.ts';
import { workflowNames } from '../../../contracts/wire-names.ts';
import { describeRationale } from '../../../cli/describe-rationale.ts';
import { recordedManifest, recordedText } from '../../replay/recorded-text.ts';
import { sealedIn } from '../evidence-ground.ts';
import { advisoryOutreach, churnRescue } from './reference-journeys.ts';

const recorded = Object.entries(recordedManifest.histories).filter(([, { workflowType }]) => workflowType === workflowNames.journey).map(([name]) => name); // prettier-ignore

const sourceOf = (entries: readonly EvidenceEntry[]): RationaleSource => ({
  ...{ type: 'advisory-outreach', entries, decisions: [], policies: [], records: [] },
});
const told = (source: RationaleSource) => rationaleOf(source).paragraphs;

/** What is left when names that policy or people gave, tokens, ids and fingerprints are taken out. */
const plainText = (sentence: string) =>
  sentence.replace(/“[^”]*”/g, '').replace(/\b(evt|prn|sub|doc|jrn|kp|gr|wr|pd|cp|of)_\w+/g, '').replace(/\b[0-9a-f]{16}\b/g, ''); // prettier-ignore

describe.each(recorded)('the recorded journey %s', (name) => {
  const { entries } = sealedIn(recordedText(name));
  const paragraphs = told(sourceOf(entries));

  it('is told entry by entry, and in short before', () => {
    const [summary, ...rest] = paragraphs;
    expect(summary).toMatchObject({ entry: null, stage: 'ended' });
    expect(rest.map(({ entry, stage }) => [entry, stage])).toEqual(
      entries.map(({ seq, stage }) => [seq, stage]),
    );
    for (const { sentences } of paragraphs) expect(sentences.length).toBeGreaterThan(0);
  });

  it('is told in sentences, with no code in the place of a word', () => {
    for (const sentence of paragraphs.flatMap(({ sentences }) => sentences)) {
      expect(sentence).toMatch(/^[A-Z0-9“][^\n]*[.!?…]”?$/u);
      expect(plainText(sentence)).not.toMatch(/[a-z]_[a-z]|[A-Z]_[A-Z]|undefined|null|NaN|\[object/);
    }
  });

  it('is told in the same words again, and so far as it had come', () => {
    expect(canonicalJson(rationaleOf(sourceOf(entries)))).toBe(canonicalJson(rationaleOf(sourceOf(entries))));
    const open = told(sourceOf(entries.slice(0, 2)));
    expect(open[0]?.sentences.join()).toContain('still open');
    expect(open.slice(1)).toEqual(paragraphs.slice(1, 3));
  });
});

describe('any evidence', () => {
  const entry = (type: string, facts: Record<string, unknown>): EvidenceEntry =>
    ({ seq: 0, type, stage: 'checkpoint', at: 0, facts, prev: '', hash: '' }) as EvidenceEntry;

  it.each(evidenceTypes)('%s has its sentence, even of an entry without a single fact', (type) => {
    const [, paragraph] = told(sourceOf([entry(type, {})]));
    expect(paragraph?.sentences[0]).toMatch(/^[A-Z0-9].{15,}\.$/);
  });

  it('of a type, an ending or a code that this version does not know is told by its name', () => {
    const text = (type: string, facts = {}) => told(sourceOf([entry(type, facts)])).flatMap(({ sentences }) => sentences).join(' ');
    expect(text('moon.landed')).toContain('“moon landed”');
    expect(text('journey.ended', { outcome: 'gone_home' })).toContain('“gone home”');
    expect(text('policy.denied', { explanation: { code: 'new_reason', rule: null, missing: [] } })).toContain('“new reason”');
    expect(text('guard.failed', { findings: [{ code: 'new_fault', severity: 'block', about: null }] })).toContain('“new fault”');
    expect(text('draft.inferred', { model: { fallback: 'constructor' } })).toContain('“constructor”');
  }); // prettier-ignore

  it('is told of every ending and every refusal in a sentence of its own', () => {
    const of = (type: string, facts: object) => told(sourceOf([entry(type, { ...facts })]))[1]?.sentences.join(' ');
    const endings = journeyOutcomes.map((outcome) => of('journey.ended', { outcome }));
    const refusals = decisionRefusals.map((code) => of('decision.refused', { code, decision: 'approve' }));
    for (const all of [endings, refusals]) expect(new Set(all).size).toBe(all.length);
    for (const sentence of [...endings, ...refusals]) expect(sentence).not.toContain('no sentence yet');
  }); // prettier-ignore

  it('is told whatever its facts, decisions and documents hold, without an error', () => {
    const json = fc.jsonValue({ maxDepth: 3 });
    const names = fc.constantFrom(
      'score', 'threshold', 'reasons', 'explanation', 'passages', 'model', 'findings', 'quorum', 'delegate', 'draft', 'diff', 'until', 'sent', 'verbs', 'policyDecision', 'author',
    ); // prettier-ignore
    const facts = fc.dictionary(names, json);
    const entries = fc.array(fc.record({ type: fc.constantFrom(...evidenceTypes), facts }), { maxLength: 6 });
    fc.assert(
      fc.property(entries, fc.array(facts), json, json, (given, decisions, body, recorded) => {
        const source = {
          ...sourceOf(given.map(({ type, facts: held }) => entry(type, { ...held, proposal: { ref: 'doc_1' }, draft: { ref: 'doc_1' } }))),
          decisions,
          policies: [{ hash: '', canonical: JSON.stringify({ 'data-classes.yaml': JSON.stringify(body), 'hard-rules.yaml': '[[[' }) }],
          records: [{ kind: 'decision.refused', at: Number.NaN, facts: recorded as never }],
        };
        const rationale = rationaleOf(source, new Map([['doc_1', body as never]]));
        expect(rationale.paragraphs.length).toBeGreaterThanOrEqual(given.length + 1);
      }),
      { seed: 20_261_121, numRuns: 300 },
    );
  }); // prettier-ignore
});

// Whoever words something here otherwise raises the number of `rationaleFormat`: bundles hold these sentences.
describe('the reference journeys, as a person reads them', () => {
  const page = ({ source, texts }: typeof churnRescue, shown: boolean) => {
    const { paragraphs } = rationaleOf(source, shown ? texts : undefined);
    return `${describeRationale({ journey: 'jrn_000000000000000000000000', sealed: true, texts: shown, paragraphs })}\n`;
  };

  it.each([
    ['advisory-outreach', advisoryOutreach],
    ['churn-rescue', churnRescue],
  ])('%s, with its texts and without', async (name, journey) => {
    await expect(page(journey, true)).toMatchFileSnapshot(`./${name}.with-texts.txt`);
    await expect(page(journey, false)).toMatchFileSnapshot(`./${name}.txt`);
  });

  it('say nothing of a text that may not be shown, and that an erased one was erased', () => {
    const { source, texts } = advisoryOutreach;
    const without = JSON.stringify(rationaleOf(source).paragraphs);
    for (const text of ['issuer', 'Index Note', 'risk goes first', 'slot-1']) {
      expect(without).not.toContain(text);
      expect(JSON.stringify(rationaleOf(source, texts).paragraphs)).toContain(text);
    }
    const erased = rationaleOf(source, new Map([...texts.keys()].map((ref) => [ref, null])));
    expect(JSON.stringify(erased.paragraphs)).toContain('text was erased');
    expect(JSON.stringify(erased.paragraphs)).not.toContain('issuer');
  });

  it('tell a refusal once, be it in the chain or in the ledger alone', () => {
    const sentences = told(advisoryOutreach.source).flatMap(({ sentences: all }) => all);
    expect(sentences.filter((one) => one.includes('was refused'))).toHaveLength(2);
    expect(told(advisoryOutreach.source).at(-1)).toMatchObject({ stage: 'checkpoint', entry: null });
  });
});
