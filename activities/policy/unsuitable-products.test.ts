import { describe, expect, it } from 'vitest';
import { unsuitableProductsNamed } from './unsuitable-products.ts';

const products = [
  { id: 'n5', name: 'Aldermoor Phoenix Note Europe', riskClass: 5, category: 'note' },
  { id: 'n2', name: 'Aldermoor Floored Floater Note', riskClass: 2, category: 'note' },
  { id: 'n6', name: 'Aldermoor Worst-Of Autocall Note', riskClass: 6, category: 'note' },
];
const named = (text: string, riskClass: number | null) =>
  unsuitableProductsNamed({ text, products, riskClass });

describe('products above the risk class, named in a text', () => {
  it.each([
    ['The Aldermoor Phoenix Note Europe pays a coupon.', 'n5'],
    ['the PHOENIX  note\u200b europe pays', 'n5'],
    ['Consider the Worst\u2011of Autocall Note.', 'n6'],
    ['See n6 for more.', 'n6'],
  ])('%s', (text, id) => {
    expect(named(text, 4)).toContain(id);
  });

  it.each([
    'The Floored Floater Note is repaid at par.',
    'A note on a European index.',
    'Phoenix is a city.',
  ])('lets pass: %s', (text) => {
    expect(named(text, 4)).toEqual([]);
  });

  it('within the class everything may be named; without a recorded class nothing may', () => {
    expect(named('Phoenix Note Europe', 5)).toEqual([]);
    expect(named('Floored Floater Note', null)).toEqual(['n2']);
  });

  it('goods have no risk class and are never unsuitable', () => {
    const goods = [{ id: 'tv', name: 'Lumen TV', riskClass: null, category: 'tv' }];
    expect(unsuitableProductsNamed({ text: 'Lumen TV', products: goods, riskClass: null })).toEqual([]);
  });
});
