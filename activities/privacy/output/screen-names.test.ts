// Names of other tenants, from word to word, ids of what the draft was not given, and what tells a customer that he was scored.
import { describe, expect, it } from 'vitest';
import { readText } from './outgoing-texts.ts';
import { namesOtherTenant, tellsOfScoring } from './screen-names.ts';

const own = { id: 'kp_own1', source: 'faq', title: 'Delivery', text: 'Two days.' };
const named = (text: string, names: string[], cited = [own]) =>
  namesOtherTenant(readText(text), {
    others: names.map((name, index) => ({ tenant: `tenant-${index}`, name })),
    passages: [own],
    cited,
  });

describe('another tenant', () => {
  it.each([
    ['at the beginning', 'Lumen sells lamps.', 'Lumen'],
    ['at the end', 'Lamps are sold by Lumen', 'Lumen'],
    ['alone', 'Lumen', 'Lumen'],
    ['between marks', 'Lamps (Lumen) shine.', 'Lumen'],
    ['after a longer word that begins as it does', 'Lumenia and Lumen sell lamps.', 'Lumen'],
    ['after a longer word that ends as it does', 'Volumen of Lumen.', 'Lumen'],
    ['over a line’s end', 'As Lumen\n  Retail does.', 'Lumen Retail'],
    ['by a name that was entered with spaces around it', 'As Lumen Retail does.', '  Lumen  Retail '],
    ['by the shortest name that is looked for', 'As Acme does.', 'Acme'],
    ['by the second name of a list', 'As Northwind does.', 'Lumen', 'Northwind'],
  ])('is found %s', (_where, text, ...names) => {
    expect(named(text, names)).toBe(true);
  });

  it.each([
    ['as a part of a longer word', 'Volumens are Lumenia.', 'Lumen'],
    ['when its name is shorter than four letters, as any word may be', 'As Abc does, a b c.', 'Abc'],
    ['when it has no name', 'As nobody does.', ''],
    ['when it is not there', 'As we do.', 'Lumen'],
  ])('is not found %s', (_where, text, name) => {
    expect(named(text, [name])).toBe(false);
  });

  it('may be named as a cited passage names it, in its title or its text, and by its id never', () => {
    const says = (title: string, text: string) => [{ ...own, title, text }];
    expect(named('As Lumen Retail does.', ['Lumen Retail'], says('Lamps', 'of Lumen\nRetail.'))).toBe(false);
    expect(named('As Lumen Retail does.', ['Lumen Retail'], says('Lumen Retail', 'sells lamps.'))).toBe(
      false,
    );
    expect(named('As Lumen Retail does.', ['Lumen Retail'], says('Lumen', 'Lumen Retailers.'))).toBe(true);
    expect(named('As tenant-0 does.', ['Lumen Retail'], says('tenant-0', 'tenant-0'))).toBe(true);
  });
});

describe('an id', () => {
  it('of a passage of this draft is its own; any other one is not', () => {
    expect(named('As kp_own1 says.', [])).toBe(false);
    expect(named('As kp_own2 says.', [])).toBe(true);
    expect(named('As kp_own1 and kp_own2 say.', [])).toBe(true);
  });
  it.each(['sub', 'prn', 'evt', 'doc', 'jrn'])('that begins with %s_ is nobody’s to tell', (prefix) => {
    expect(named(`see ${prefix}_${'a'.repeat(24)}`, [])).toBe(true);
    expect(named(`see ${prefix}_${'a'.repeat(32)}`, [])).toBe(true);
    expect(named(`see ${prefix}_${'a'.repeat(23)}`, [])).toBe(false);
    expect(named(`see x${prefix}_${'a'.repeat(24)}`, [])).toBe(false);
  });
});

describe('that he was scored', () => {
  const tells = (text: string, ...codes: string[]) => tellsOfScoring(readText(text), codes);
  it('is told by the code of a reason from word to word, however it is spelled', () => {
    expect(tells('Because of RETURN_VISITS.', 'return_visits')).toBe(true);
    expect(tells('Because of return_visits.', 'RETURN_VISITS')).toBe(true);
    expect(tells('Because of return_visitsx.', 'return_visits')).toBe(false);
  });
  it('is not told by a code that is an ordinary word', () => {
    expect(tells('Many thanks for your visits.', 'visits')).toBe(false);
  });
  it('is told over a line’s end', () => {
    expect(tells('Your churn\n risk  score is high.')).toBe(true);
    expect(tells('You are\nlikely to\nleave us.')).toBe(true);
    expect(tells('You are likely to enjoy it.')).toBe(false);
  });
});
