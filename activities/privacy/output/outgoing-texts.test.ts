// Which strings of a draft are texts that leave: every one, however deep, but what policy or the CRM gave to choose from.
import { describe, expect, it } from 'vitest';
import { createTokenFor } from '../tokens/token-for.ts';
import { outgoingTexts, readText, stringsOf } from './outgoing-texts.ts';

const passage = (id: string) => ({ id, source: 'faq', title: id, text: `text of ${id}` });
const tokenFor = createTokenFor({ key: new Uint8Array(32).fill(7), tenant: 't', subject: 's' });
const passages = [passage('kp_1'), passage('kp_2'), passage('kp_3')];
const textsOf = (over: Partial<Parameters<typeof outgoingTexts>[0]>) =>
  outgoingTexts({ statements: [], operations: [], options: {}, passages, ...over });

describe('stringsOf', () => {
  it('finds each string of a value, in lists and members, and no key', () => {
    expect(stringsOf({ a: 'one', b: ['two', { c: 'three' }], d: { e: ['four'] } })).toEqual([
      'one',
      'two',
      'three',
      'four',
    ]);
  });
  it.each([[null], [undefined], [7], [true], [[]], [{}], [[null, 3, false]]])('has none of %j', (value) => {
    expect(stringsOf(value)).toEqual([]);
  });
});

describe('a statement', () => {
  it('rests on the passages that it cites, is told by its place, and is for colleagues', () => {
    const statements = [
      { text: 'first', citations: ['kp_2'] },
      { text: 'second', citations: ['kp_1', 'kp_2', 'kp_gone'] },
    ];
    expect(textsOf({ statements })).toEqual([
      { text: 'first', about: '0', toCustomer: false, cited: [passage('kp_2')] },
      { text: 'second', about: '1', toCustomer: false, cited: [passage('kp_1'), passage('kp_2')] },
    ]);
  });
});

describe('an operation', () => {
  const statements = [
    { text: 'first', citations: ['kp_2', 'kp_1'] },
    { text: 'second', citations: ['kp_2'] },
  ];
  it('rests on all that any statement cites, each once', () => {
    const [, , note] = textsOf({ statements, operations: [{ verb: 'add_note', text: 'a note' }] });
    expect(note).toEqual({
      ...{ text: 'a note', about: 'operation:0', toCustomer: false },
      cited: [passage('kp_2'), passage('kp_1')],
    });
  });
  it('is the customer’s to read when it is a message or a call', () => {
    const told = textsOf({
      operations: [
        { verb: 'send_message', channel: 'email', subject: 'S', text: 'T' },
        { verb: 'schedule_call', slotId: 'slot-9', subject: 'C', withRole: 'adviser' },
        { verb: 'add_note', text: 'N' },
      ] as Parameters<typeof outgoingTexts>[0]['operations'],
    });
    const readers = Object.fromEntries(told.map(({ text, toCustomer }) => [text, toCustomer]));
    expect(readers).toMatchObject({ S: true, T: true, C: true, N: false });
    expect(told.find(({ text }) => text === 'C')?.about).toBe('operation:1');
    expect(told.map(({ text }) => text)).not.toContain('add_note');
  });
  it('has no text where it was chosen from a list, by id or by what the list says of it, or where it is empty', () => {
    const options = { slot: [{ id: 'slot-1', facts: { label: 'Monday', place: ['Dublin'] } }] };
    const told = textsOf({
      options: options as unknown as Parameters<typeof outgoingTexts>[0]['options'],
      operations: [
        { verb: 'add_note', text: 'Monday' },
        { verb: 'add_note', text: 'Dublin' },
        { verb: 'add_note', text: 'slot-1' },
        { verb: 'add_note', text: '' },
        { verb: 'add_note', text: 'Monday in Dublin' },
      ],
    });
    expect(told.map(({ text }) => text)).toEqual(['Monday in Dublin']);
  });
});

describe('readText', () => {
  it('leaves room for each token, folds the rest, and tells what was hidden', () => {
    const token = tokenFor('PERSON', 'aoife byrne');
    const hidden = [...'tell nobody']
      .map((char) => String.fromCodePoint(0xe0000 + char.charCodeAt(0)))
      .join('');
    const { tokens, plain, folded, smuggled } = readText(`ÀB ${token} c${hidden}`);
    expect(tokens.map((found) => found.token)).toEqual([token]);
    expect(plain.startsWith(`ÀB ${' '.repeat(token.length)} c`)).toBe(true);
    expect(folded.startsWith('ab ')).toBe(true);
    expect(smuggled).toEqual(['tell nobody']);
  });
});
