// The output screens as a whole: each code with what it finds and what it leaves alone, who may write what, and that no text throws.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Finding } from '../../../contracts/control-facts.ts';
import type { PersonalDataType } from '../../../contracts/personal-data.ts';
import type { CrmOperation } from '../../../contracts/ports/crm.ts';
import { customerFacts, identity } from '../../../test/support/memory-activity-ports.ts';
import { normaliseValue } from '../tokens/normalise-value.ts';
import { createTokenFor } from '../tokens/token-for.ts';
import { screenDraft, tokensOf } from './screen-draft.ts';
import type { ScreenDraftInput } from './screen-draft.ts';

const tokenFor = createTokenFor({ key: new Uint8Array(32).fill(7), tenant: 't', subject: 's' });
const known = (type: PersonalDataType, value: string) => ({
  ...{ type, value },
  token: tokenFor(type, normaliseValue(type, value)),
});
const own = {
  name: known('PERSON', 'Aoife Byrne'),
  firstName: known('PERSON', 'aoife'),
  email: known('EMAIL_ADDRESS', 'Aoife.Byrne@example.test'),
  phone: known('PHONE_NUMBER', '+353861234567'),
  day: known('DATE_TIME', '3 May'),
  place: known('LOCATION', 'Cork'),
};
const foreign = {
  name: known('PERSON', 'Ravi Menon'),
  email: known('EMAIL_ADDRESS', 'ravi@else.test'),
  phone: known('PHONE_NUMBER', '+919812345678'),
};
const never = {
  card: known('CREDIT_CARD', '4111 1111 1111 1111'),
  iban: known('IBAN_CODE', 'DE89370400440532013000'),
  ssn: known('US_SSN', '536-90-4399'),
  passport: known('US_PASSPORT', '912803456'),
};
const pages = {
  good: known('URL', 'https://aldermoor.example/notes'),
  evil: known('URL', 'https://evil.example/x'),
  hidden: known('LOCATION', 'evil.com/x'),
  planted: known('TOKEN', '[[PERSON_0000000000000000]]'),
};
const values = [own, foreign, never, pages].flatMap((group) => Object.values(group));
const stranger = tokenFor('PERSON', 'nobody in the vault');

const template = {
  id: 'p',
  hash: 'h',
  system:
    'You prepare an adviser of a wealth manager for a conversation with a customer. Promise nothing: no return.',
  user: '## Task\n\nChoose one call slot and one to three products. {{passages}} Write a briefing of one to six statements for the adviser.',
};
const passage = {
  ...{ id: 'kp_1', source: 'faq', title: 'Delivery' },
  text: `Delivery takes two days. Ask ${foreign.name.token} at ${foreign.email.token} or desk@aldermoor.example, 01 234 5678. Lumen Retail sells lamps.`,
};

function screen(text: string, over: Partial<ScreenDraftInput> = {}) {
  return screenDraft({
    author: 'model',
    statements: [{ text, citations: ['kp_1'] }],
    operations: [],
    options: {},
    passages: [passage],
    planted: [],
    ...{ identity, values, template, locale: 'en' },
    hosts: ['aldermoor.example'],
    others: [
      { tenant: 'lumen-retail', name: 'Lumen Retail' },
      { tenant: 'northwind-bank', name: 'Northwind Bank' },
    ],
    scoring: ['flight_risk', 'ABANDONED_CHECKOUTS', 'AGE'],
    ...over,
  });
}
const codesOf = (text: string, over: Partial<ScreenDraftInput> = {}) =>
  screen(text, over).map(({ code, severity }) => `${code} ${severity}`);

const byAnybody: [string, string, string][] = [
  ['a token that the vault does not have', `Dear ${stranger},`, 'unknown_token'],
  ['the same, re-cased and split', `Dear ${stranger.toLowerCase().replace('_', ' _ ')},`, 'unknown_token'],
  ['a token with a letter changed', `Dear ${own.name.token.replace(/.\]\]$/, 'x]]')},`, 'unknown_token'],
  ['the same without its brackets', `Dear PERSON_7f3a9k2m4p6q8r1x,`, 'unknown_token'],
  ['a token that was made up', 'Dear [[CUSTOMER_NAME]],', 'unknown_token'],
  ['a mask without a value', 'Dear [[PERSON]],', 'unknown_token'],
  ['a mask of another count', 'Dear [[name_2]],', 'unknown_token'],
  ['what a stranger wrote as a token', `Dear ${pages.planted.token},`, 'unknown_token'],
  ['the token of a card', `Card ${never.card.token} is charged.`, 'payment_value_in_draft'],
  ['the token of an account', `To ${never.iban.token}.`, 'payment_value_in_draft'],
  ['a card in the clear', 'Card 4111-1111-1111-1111 is charged.', 'payment_value_in_draft'],
  ['a card in other digits', 'Card ４１１１ １１１１ １１１１ １１１１.', 'payment_value_in_draft'],
  ['an account in the clear', 'Pay to DE89 3704 0044 0532 0130 00.', 'payment_value_in_draft'],
  ['the token of a national number', `SSN ${never.ssn.token}.`, 'government_id_in_draft'],
  ['the token of a passport', `It is ${never.passport.token}.`, 'government_id_in_draft'],
  ['a national number in the clear', 'Your SSN is 536-90-4399.', 'government_id_in_draft'],
  ['a secret', 'The password is Tulip-2031!x', 'secret_in_draft'],
  ['words of the prompt', 'Rule: you prepare an adviser of a wealth manager for a conversation.', 'prompt_in_draft'],
  ['the same, disguised', 'YOU prepare, an ADVISER (of a w e a l t h man\u200bager) for-a-conversation with', 'prompt_in_draft'],
  ['words of the task', 'choose one call slot and one to three products', 'prompt_in_draft'],
]; // prettier-ignore

const byModelOnly: [string, string, string, 'warn' | null][] = [
  ['a link', 'See https://evil.example.', 'link_not_allowed', 'warn'],
  ['a link behind a token', `See ${pages.evil.token}.`, 'link_not_allowed', 'warn'],
  ['a link behind a token of another type', `In ${pages.hidden.token}.`, 'link_not_allowed', 'warn'],
  ['a link that a cited passage has', 'See evil.example/x.', 'link_not_allowed', 'warn'],
  ['an image', '![x](https://aldermoor.example/x)', 'image_not_allowed', 'warn'],
  ['another tenant', 'As Northwind Bank does.', 'other_tenant_in_draft', 'warn'],
  ['another tenant by its id', 'tenant: lumen-retail', 'other_tenant_in_draft', 'warn'],
  ['another tenant in other letters', 'As N\u043erthwind  B\u200bank does.', 'other_tenant_in_draft', 'warn'],
  ['a passage of nobody here', `As kp_${'0'.repeat(32)} says.`, 'other_tenant_in_draft', 'warn'],
  ['another customer by his id', `As sub_${'a'.repeat(32)} did.`, 'other_tenant_in_draft', 'warn'],
  ["the customer's name", 'Dear Aoife Byrne,', 'identity_in_draft', null],
  ["the customer's name in other spelling", 'Dear AOIFE  byrne,', 'identity_in_draft', null],
  ['a part of it', 'Dear Aoife,', 'identity_in_draft', null],
  ['his phone, grouped otherwise', 'Call 086 123 45 67.', 'identity_in_draft', null],
  ['an e-mail address of nobody', 'Write to ceo@else.test.', 'personal_value_in_draft', null],
  ['a phone number of nobody', 'Call +44 20 7946 0958.', 'personal_value_in_draft', null],
  ['a phone number of nobody, as a token', `Call ${foreign.phone.token}.`, 'personal_value_in_draft', null],
]; // prettier-ignore

const harmless: [string, string][] = [
  ['ordinary words about leaving', 'We are likely to leave the fee as it is, and expected to switch on Monday the new tariff.'],
  ['plain words', 'Delivery takes two days. It costs ₹1,299 or 4.5 % a year.'],
  ['his own tokens', Object.values(own).map(({ token }) => token).join(' and ')],
  ['a link to our own host', 'See https://www.aldermoor.example/notes.'],
  ['the same behind a token', `See ${pages.good.token}.`],
  ['what the cited passage gives', 'Write to desk@aldermoor.example or call 01 234 5678.'],
  ['a firm that the cited passage names', 'Lumen Retail sells lamps.'],
  ['a passage of this draft by its id', 'As kp_1 says, and as in kp_12.'],
  ['seven words of the prompt', 'for a conversation with a customer: promise'],
  ['brackets', 'See [1], [[note]] and [x]. It is [sic].'],
  ['a number that is no card', 'Order 4111-1111-1111-1112.'],
]; // prettier-ignore

describe('a text of a draft', () => {
  it.each(byAnybody)('may not hold %s, whoever wrote it', (_name, text, code) => {
    expect(codesOf(text)).toContain(`${code} block`);
    expect(codesOf(text, { author: 'person' })).toContain(`${code} block`);
  });

  it.each(byModelOnly)('of a model may not hold %s', (_name, text, code, ofPerson) => {
    expect(codesOf(text)).toContain(`${code} block`);
    const written = codesOf(text, { author: 'person' }).filter((found) => found.startsWith(code));
    expect(written).toEqual(ofPerson === null ? [] : [`${code} ${ofPerson}`]);
  });

  it.each(harmless)('may hold %s', (_name, text) => {
    expect(screen(text)).toEqual([]);
    expect(screen(text, { author: 'person' })).toEqual([]);
  });

  it('may quote a passage that has words of the prompt, unless that passage gives orders to a model', () => {
    const text = 'You prepare an adviser of a wealth manager for a conversation with a customer.';
    const passages = [{ ...passage, text }];
    expect(codesOf(text, { passages })).not.toContain('prompt_in_draft block');
    const planted: Finding[] = [{ code: 'planted_secrecy', severity: 'warn', about: passage.id }];
    expect(codesOf(text, { passages, planted })).toContain('prompt_in_draft block');
  });

  it('may hold the masks of older drafts, and of those only', () => {
    const text = 'Dear [[NAME_1]], we write to [[EMAIL_1]] or call [[PHONE_1]].';
    expect(screen(text, { oldMasks: true })).toEqual([]);
    expect(codesOf(text)).toContain('unknown_token block');
    expect(codesOf('Dear [[NAME_2]]', { oldMasks: true })).toContain('unknown_token block');
  });

  it('names another tenant by his name as a whole, from four letters on', () => {
    const named = (name: string, text: string) => codesOf(text, { others: [{ tenant: 'x', name }] });
    for (const text of ['Iona sells lamps.', 'We know Iona', 'Pionail and Iona.'])
      expect(named('Iona', text)).toEqual(['other_tenant_in_draft block']);
    for (const text of ['Ionas sells lamps.', 'We know pIona.']) expect(named('Iona', text)).toEqual([]);
    expect(named('Ion', 'Ion sells lamps.')).toEqual([]);
  });

  it('repeats a prompt only where what it cites does not, taken passage by passage', () => {
    const half = (from: number, to: number) => template.system.split(' ').slice(from, to).join(' ');
    const passages = [
      { ...passage, id: 'kp_1', text: half(0, 7) },
      { ...passage, id: 'kp_2', text: half(7, 20) },
    ];
    const statements = [{ text: template.system, citations: ['kp_1', 'kp_2'] }];
    expect(codesOf('', { passages, statements })).toContain('prompt_in_draft block');
  });

  it('repeats nothing where no prompt was sent', () => {
    expect(codesOf(template.system, { template: null })).toEqual([]);
  });

  it('that names somebody else is told of, and blocked where his passage gives orders', () => {
    const planted = [{ code: 'planted_secrecy', severity: 'warn' as const, about: 'kp_1' }];
    for (const { token } of [foreign.name, foreign.email]) {
      expect(codesOf(`Ask ${token}.`)).toEqual(['other_person_in_draft warn']);
      expect(codesOf(`Ask ${token}.`, { planted })).toEqual(['other_person_in_draft block']);
    }
    expect(codesOf(`Ask ${own.name.token}.`, { planted })).toEqual([]);
  });

  it('may have an ordinary word that is part of his name, where the passages have it too', () => {
    const named = { ...identity, name: 'Mary Delivery' };
    expect(codesOf('Delivery takes two days.', { identity: named })).toEqual([]);
    expect(codesOf('Mary, delivery takes two days.', { identity: named })).toEqual([
      'identity_in_draft block',
    ]);
  });

  it('of a prompt may be said where a cited passage says it', () => {
    const text = `${passage.text} ${template.system}`;
    expect(codesOf(template.system, { passages: [{ ...passage, text }] })).toEqual([]);
  });
});

describe('an operation', () => {
  const operation = (over: object) => [{ verb: 'create_task', forRole: 'adviser', ...over } as CrmOperation];

  it('is screened in every member, of whatever depth and name', () => {
    for (const operations of [
      operation({ title: 'See https://evil.example' }),
      operation({ note: { deep: ['x', 'See https://evil.example'] } }),
    ])
      expect(screen('Delivery takes two days.', { operations })).toEqual([
        { code: 'link_not_allowed', severity: 'block', about: 'operation:0' },
      ]);
  });

  it('repeats no finding of its statements, and tells what only their joining makes', () => {
    const both = { text: 'See https://evil.example.' };
    expect(screen(both.text, { operations: operation(both) })).toEqual([
      { code: 'link_not_allowed', severity: 'block', about: '0' },
    ]);
    const parts = ['Go to evil', '.com'].map((text) => ({ text, citations: ['kp_1'] }));
    expect(
      screenDraft({ ...input('x'), statements: parts, operations: operation({ text: 'Go to evil .com' }) }),
    ).toEqual([{ code: 'link_not_allowed', severity: 'block', about: 'operation:0' }]);
  });

  it('is told of, though another has the same fault', () => {
    const [one, other] = [
      ...operation({ text: 'See https://evil.example' }),
      ...operation({ text: 'Go to https://evil.example/x' }),
    ];
    expect(screen('Delivery takes two days.', { operations: [one!, other!] })).toEqual([
      { code: 'link_not_allowed', severity: 'block', about: 'operation:0' },
      { code: 'link_not_allowed', severity: 'block', about: 'operation:1' },
    ]);
  });

  it('has members that are no texts', () => {
    for (const member of [null, 7, true, [], {}, [null, 7]])
      expect(screen('Delivery takes two days.', { operations: operation({ member }) })).toEqual([]);
  });

  it('may hold the ids and facts that were to choose from, whatever they look like', () => {
    const id = 'https://crm.example/offers/4111111111111111';
    const offer = { verb: 'grant_offer', offerId: id, valueMinor: 1, currency: 'INR' } as const;
    const options = { offers: [{ id, label: 'x', facts: { offerId: id } }] };
    expect(screen('Delivery takes two days.', { operations: [offer], options })).toEqual([]);
    expect(screen('Delivery takes two days.', { operations: [offer] })).not.toEqual([]);
  });

  it.each([
    ['You were flagged as a flight risk.', true],
    ['Our model scored you.', true],
    ['Reason: abandoned_checkouts', true],
    ['You are likely to leave us.', true],
    ['You looked at televisions. The average age of a set is 7 years.', false],
    ['You may leave the queue at any time.', false],
  ])('to the customer: %j tells of scoring: %s', (text, tells) => {
    const message = { verb: 'send_message', channel: 'push', text } as const;
    const expected = tells ? [{ code: 'scoring_in_message', severity: 'block', about: 'operation:0' }] : [];
    expect(screen('Delivery takes two days.', { operations: [message] })).toEqual(expected);
    expect(screen('Delivery takes two days.', { operations: operation({ text }) })).toEqual([]);
  });
});

function input(text: string): ScreenDraftInput {
  return {
    ...{
      author: 'model',
      operations: [],
      options: {},
      passages: [],
      planted: [],
      identity: null,
      values: [],
    },
    ...{ hosts: [], template, others: [], scoring: [customerFacts().segment] },
    statements: [{ text, citations: [] }],
  };
}

describe('the screens', () => {
  it('name the tokens of a draft once each, as they were issued', () => {
    const text = `${own.name.token} and ${own.name.token.toLowerCase()}`;
    const operations = [{ verb: 'add_note', text: `${foreign.email.token} ${stranger}` } as const];
    const parts = { statements: [{ text, citations: [] }], operations, options: {} };
    expect(tokensOf(parts)).toEqual([own.name.token, foreign.email.token, stranger]);
  });

  it('throw on no text, and never repeat one', () => {
    const part = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.constantFrom('[[', ']]', 'https://', '](', '<', '&#x', 'key:', own.name.token, '\u200b', '\udb40', 'PERSON_', '.com', ':', '//'),
    ); // prettier-ignore
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), fc.boolean(), (parts, byPerson) => {
        const text = parts.join('');
        const found = screenDraft({ ...input(text), author: byPerson ? 'person' : 'model' });
        for (const { about } of found) expect(about).toBe('0');
      }),
      { numRuns: 100 },
    );
  });
});
