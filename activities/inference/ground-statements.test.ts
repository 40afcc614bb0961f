// Grounding: what a passage carries passes in other words, and what turns it round is caught, however alike the words are.
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sentencesOf } from '../../connectors/model/extractive/quote-sentences.ts';
import type { PassageText } from '../../contracts/ports/model.ts';
import { chunkDocument } from '../retrieval/chunk-document.ts';
import { createTokenFor } from '../privacy/tokens/token-for.ts';
import { readKnowledgeFile } from '../retrieval/read-knowledge-file.ts';
import { groundStatements } from './ground-statements.ts';

const tokenFor = createTokenFor({ key: new Uint8Array(32).fill(7), tenant: 't', subject: 's' });
const [person, day] = [tokenFor('PERSON', 'aoife'), tokenFor('DATE_TIME', '3 may')];

function ground(text: string, passages: readonly PassageText[], language = 'en'): string | undefined {
  const statements = [{ text, citations: passages.map(({ id }) => id) }];
  return groundStatements({ statements, passages, claimFree: [], firm: 'Aldermoor Wealth', language })[0]
    ?.code;
}
const passageOf = (text: string): PassageText => ({ id: 'kp_1', source: 'faq', title: 'Term Deposit', text });

const notes = passageOf(
  'A structured note is a claim against its issuer. The capital is not guaranteed by Aldermoor. The deposit guarantee scheme covers the cash account within its legal limits, and it does not cover notes or funds.\n\nThe Harbour Note pays 4.5 percent a year and costs at most 1.2 percent once. The entry cost is not paid back. There is no exit fee. It can be sold on trading days between 9:00 and 17:30; an order costs EUR 19.',
);
const deposit = passageOf(
  'The deposit runs for 12 months at a fixed rate. It cannot be ended early, except in the hardship cases that the terms list. The smallest amount is EUR 2,500. Units can be sold with payment within two working days. Prices fall when interest rates rise. The account holds EUR 5 billion.',
);
const shop = passageOf(
  'The Aurora X1 costs ₹29,990 and the Fold 2 ₹1,34,990. The warranty is 2 years and covers faults, not spills. Returns are possible within 10 days with an unbroken seal. Shipping takes two to four days in metro cities. Points are valid for 18 months. Repairs are never charged in the first year. No card number is ever asked for in a chat.',
);

const carried: [string, PassageText][] = [
  ['The Harbour Note pays 4.5 percent a year.', notes],
  ['The Harbour Note pays 4.5 % a year; its costs are at most 1.2 %.', notes],
  ['A structured note is a claim against the issuer, so the issuer matters.', notes],
  ['Notes and funds are not covered by the deposit guarantee scheme.', notes],
  ['The deposit guarantee scheme does not cover notes.', notes],
  ['The scheme covers the cash account.', notes],
  ['Aldermoor does not guarantee the capital.', notes],
  ['No exit fee is charged; the entry cost is not paid back.', notes],
  ['Please note that the capital is not guaranteed by Aldermoor.', notes],
  ['It can be sold on trading days.', notes],
  ['Each order costs EUR 19, or €19.', notes],
  ['The term deposit runs for 12 months at a fixed rate.', deposit],
  ['The deposit cannot be ended early.', deposit],
  ['The smallest amount for the deposit is EUR 2,500.', deposit],
  ['Payment is made within 2 working days.', deposit],
  ['Payment is made within two working days.', deposit],
  ['When interest rates rise, prices fall.', deposit],
  ['The Aurora X1 costs ₹29,990 with a warranty of 2 years.', shop],
  ['The warranty covers faults and not spills.', shop],
  ['The warranty covers faults.', shop],
  ['Shipping to metro cities takes two to four days.', shop],
  ['Shipping to metro cities takes 2 to 4 days.', shop],
  ['Returns are possible within 10 days.', shop],
  ['No card number is asked for in the chat.', shop],
  ['Repairs are not charged in the first year.', shop],
  [`${person}, your points are valid for 18 months.`, shop],
  ['At Aldermoor Wealth, the Term Deposit runs for 12 months at a fixed rate.', deposit],
  ['The deposit that we discuss on Monday runs for 12 months at a fixed rate.', deposit],
];

const turned: [string, string, PassageText][] = [
  ['a "not" left out', 'The capital is guaranteed by Aldermoor.', notes],
  ['a piece of a sentence, without its "not"', 'guaranteed by Aldermoor', notes],
  ['the same, in other words', 'Aldermoor guarantees the capital.', notes],
  ['said of what it was denied of', 'The deposit guarantee scheme covers notes.', notes],
  ['denied of what it was said of', 'The scheme does not cover the cash account.', notes],
  ['a "no" left out', 'There is an exit fee.', notes],
  ['a "not" put in', 'The Harbour Note does not pay 4.5 percent a year.', notes],
  ['"cannot" made "can"', 'The deposit can be ended early.', deposit],
  ['"never" left out', 'Repairs are charged in the first year.', shop],
  ['"never" put in', 'Returns are never possible within 10 days.', shop],
  ['a prefix left out', 'Returns are possible within 10 days with a broken seal.', shop],
  ['the opposite word', 'Prices rise when interest rates rise, and the deposit runs 12 months at a variable rate.', deposit],
  ['a name that nobody gave', 'The Zephyr Note pays 4.5 percent a year.', notes],
  ['another firm', 'The Harbour Note of Barclays pays 4.5 percent a year.', notes],
  ['a day that is hidden elsewhere', `The Harbour Note pays 4.5 percent a year from ${day}.`, notes],
  ['letters with nothing between them', 'It is a g\u200bu\u200ba\u200br deal.', notes],
]; // prettier-ignore

const counted: [string, string, PassageText][] = [
  ['another unit', 'The Harbour Note pays 4.5 percentage points a year.', notes],
  ['a currency for a percentage', 'The Harbour Note pays EUR 4.5 a year.', notes],
  ['another currency', 'Each order costs USD 19.', notes],
  ['another sign', 'The Aurora X1 costs €29,990.', shop],
  ['another period', 'The Harbour Note pays 4.5 percent a month.', notes],
  ['a period that nobody gave', 'The order costs EUR 19 a week.', notes],
  ['another time', 'The deposit runs for 12 years at a fixed rate.', deposit],
  ['days for working days', 'Payment is made within two days.', deposit],
  ['a number in words', 'Payment is made within five working days.', deposit],
  ['a number in words for digits', 'Points are valid for nineteen months.', shop],
  ['more of it', 'The account holds EUR 5 million.', deposit],
  ['a unit for a bare number', 'The deposit runs for EUR 12 at a fixed rate.', deposit],
  ['least for most', 'The Harbour Note costs at least 1.2 percent once.', notes],
  ['another number', 'The Aurora X1 costs ₹19,990.', shop],
  ['the number of something else', 'The warranty is 2 months and covers faults.', shop],
];

describe('a statement', () => {
  it.each(carried)('%j passes', (text, passage) => {
    expect(ground(text, [passage])).toBeUndefined();
  });

  it.each(turned)('with %s does not: %j', (_name, text, passage) => {
    expect(ground(text, [passage])).toBe('claim_not_supported');
  });

  it.each(counted)('with %s does not: %j', (_name, text, passage) => {
    expect(ground(text, [passage])).toBe('figure_not_in_passage');
  });

  it('may say a hidden day that its passage has', () => {
    const dated = passageOf(`The coupon of the note is paid on ${day}.`);
    expect(ground(`The coupon is paid on ${day}.`, [dated])).toBeUndefined();
  });

  it('in a language that writes nouns with capitals has no names for that', () => {
    const german = passageOf('Die Gebühr beträgt 1,2 Prozent und wird bei der Zeichnung fällig.');
    const text = 'Bei der Zeichnung beträgt die fällige Gebühr 1,2 Prozent, ein Vorteil.';
    expect(ground(text, [german], 'de-AT')).toBeUndefined();
    expect(ground(text, [german])).toBe('claim_not_supported');
  });
});

const samples = join(import.meta.dirname, '..', '..', 'samples', 'knowledge');
const passages = ['aldermoor-wealth', 'lumen-retail'].flatMap((tenant) =>
  readdirSync(join(samples, tenant)).flatMap((path) => {
    const file = readKnowledgeFile({ path, text: readFileSync(join(samples, tenant, path), 'utf8') });
    if ('problem' in file) throw new TypeError(`${path}: ${file.problem}`);
    const { source, title } = file;
    return chunkDocument(file.body).map(({ text }, at) => ({ id: `${path} ${at}`, source, title, text }));
  }),
);
const sentences = passages.flatMap((passage) => sentencesOf(passage.text).map((text) => ({ text, passage })));

/** Of the sentences that it changes, the share that is blocked then. */
function blockedShare(change: (text: string) => string): number {
  const changed = sentences.filter(({ text }) => change(text) !== text);
  expect(changed.length).toBeGreaterThan(15);
  const blocked = changed.filter(({ text, passage }) => ground(change(text), [passage]) !== undefined);
  return blocked.length / changed.length;
}

describe('every sentence of the samples', () => {
  it('passes as it stands, as the composer quotes it', () => {
    expect(sentences.length).toBeGreaterThan(700);
    expect(sentences.filter(({ text, passage }) => ground(text, [passage]) !== undefined)).toEqual([]);
  });

  it.each([
    ['cut at its first comma', /^(.{25,}?)[,;:] .*$/s, '$1.'],
    ['without articles', /\b(?:the|an) /g, ''],
  ])('passes %s, but for one in a hundred', (_name, pattern, by) => {
    expect(blockedShare((text) => text.replace(pattern, by))).toBeLessThan(0.01);
  });

  it.each([
    ['without its "not"', /\b(?:not|never) /, '', 0.9],
    [
      'with a "not"',
      / (is|are|can|may|was|will) (?!not|no |never)(?!.*\b(?:no|not|never|cannot)\b)/,
      ' $1 not ',
      0.85,
    ],
    ['with euro for percent', /(\d) percent/, '$1 euro', 0.97],
    ['with weeks for days', /(\d|two|three|five|four|seven) (?:working |business )?days/, '$1 weeks', 0.99],
    ['in another currency', /₹|EUR/, 'USD ', 0.99],
    [
      'with another name',
      / (?:Aurora|Euro|Nova|Care|Slate|Fold|Dublin|World|Note|Fund)\b/,
      ' Zephyria',
      0.99,
    ],
  ])('is blocked %s', (_name, pattern, by, floor) => {
    expect(blockedShare((text) => text.replace(pattern, by))).toBeGreaterThan(floor);
  });
});
