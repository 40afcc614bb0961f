// The composer says nothing of its own: every sentence stands word for word in the passage that it cites.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimFreeSentences } from '../../../contracts/claim-free-sentences.ts';
import type { Statement } from '../../../contracts/journey.ts';
import type { PassageText } from '../../../contracts/ports/model.ts';
import { modelContract } from '../../../test/contracts/model.contract.ts';
import { declarations, generateInput, samplePassages } from '../../../test/support/inference-samples.ts';
import { createExtractiveComposer, extractiveVersion } from './create-extractive-composer.ts';
import { sentencesOf } from './quote-sentences.ts';

const composer = createExtractiveComposer({ region: 'eu' });
const [advisory, churn] = declarations;

modelContract('extractive composer', () => composer);

async function statementsFor(passages: PassageText[]): Promise<Statement[]> {
  const { output } = await composer.generate(generateInput(churn!, { passages }));
  return (output as { message: Statement[] }).message;
}

describe('the extractive composer', () => {
  it('quotes the best passages first, one sentence of each before the second of any', async () => {
    expect(await statementsFor(samplePassages)).toEqual([
      {
        text: 'The Harbour Capital Note is repaid at maturity if its issuer is solvent.',
        citations: ['kp_aaaa'],
      },
      { text: 'A delayed parcel is traced by the courier within two working days.', citations: ['kp_bbbb'] },
      { text: 'It carries risk class 3 of 7.', citations: ['kp_aaaa'] },
    ]);
  });

  it('never quotes notes of conversations, internal policies, or a source that it does not know', async () => {
    const text = 'A customer asked twice in the chat what happens after a spill.';
    const passages = ['interactions', 'policies', 'gossip'].map((source) => ({
      id: `kp_${source}`,
      source,
      title: 't',
      text,
    }));
    expect(await statementsFor(passages)).toEqual([{ text: claimFreeSentences[0], citations: [] }]);
  });

  it('quotes first what is about the chosen option', async () => {
    const text = 'This voucher takes ten percent off one order.';
    const offer = { id: 'kp_offer', source: 'offers', title: 'Offer: ten off your next order', text };
    expect((await statementsFor([...samplePassages, offer]))[0]).toEqual({ text, citations: ['kp_offer'] });
  });

  it('never quotes headings, lists, questions, markup, masked values or fragments', () => {
    expect(samplePassages.flatMap(({ text }) => sentencesOf(text))).toEqual([
      'The Harbour Capital Note is repaid at maturity if its issuer is solvent.',
      'It carries risk class 3 of 7.',
      'The entry cost is 1.2 % of the amount invested!',
      'A delayed parcel is traced by the courier within two working days.',
    ]);
  });

  it('holds for any text: each statement is verbatim in its passage, or one of the claim-free sentences', async () => {
    const word = fc.constantFrom(
      'The',
      'note',
      'pays',
      '3.5',
      '%',
      'e.g.',
      'Dr.',
      '“Quote.”',
      'risk.',
      'Never!',
      '\n',
      '\n\n',
      '- item',
      '**b**',
      'Ünïcode',
      '{{customer}}',
      '[[NAME_1]]',
    );
    const passage = fc.array(word, { maxLength: 60 }).map((words) => words.join(' '));
    await fc.assert(
      fc.asyncProperty(fc.array(passage, { maxLength: 5 }), async (texts) => {
        const passages = texts.map((text, index) => ({ id: `p${index}`, source: 'faq', title: 't', text }));
        const statements = await statementsFor(passages);
        expect(statements.length).toBeGreaterThan(0);
        for (const { text, citations } of statements) {
          const [cited] = citations;
          if (cited === undefined) expect(claimFreeSentences).toContain(text);
          else expect(passages.find(({ id }) => id === cited)?.text).toContain(text);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('chooses the first listed option, and no more of them than the schema asks for', async () => {
    const { output, version } = await composer.generate(generateInput(advisory!));
    expect(output).toMatchObject({ slot: 'slot-1', products: ['note-3'] });
    expect(version).toBe(extractiveVersion);
  });

  it('refuses a schema that asks for words of its own', async () => {
    const schema = { type: 'object', properties: { essay: { type: 'string' } }, required: ['essay'] };
    await expect(composer.generate(generateInput(advisory!, { schema }))).rejects.toMatchObject({
      type: 'ModelOutputUnusable',
    });
  });
});
