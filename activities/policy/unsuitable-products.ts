// Suitability in words: a text may not talk a customer, or the adviser who calls him, into a product above his recorded
// risk class. Names are compared as people write them, so it is a floor and not a proof.
import type { CatalogueProduct } from '../../contracts/ports/crm.ts';

/** @returns the ids of catalogue products above `riskClass` (or without a recorded one: all) that the text names. */
export function unsuitableProductsNamed(input: {
  text: string;
  products: readonly CatalogueProduct[];
  riskClass: number | null;
}): string[] {
  const text = fold(input.text);
  const house = houseName(input.products);
  return input.products
    .filter(
      ({ riskClass }) => riskClass !== null && (input.riskClass === null || riskClass > input.riskClass),
    )
    .filter(({ id, name }) => [id, name, name.slice(house.length)].some((each) => text.includes(fold(each))))
    .map(({ id }) => id);
}

/** First word that all names share, with its space: people leave it out. Empty when there is none. */
function houseName(products: readonly CatalogueProduct[]): string {
  const [first] = products;
  const end = (first?.name.indexOf(' ') ?? -1) + 1;
  const word = first?.name.slice(0, end) ?? '';
  return products.length > 1 && products.every(({ name }) => name.startsWith(word) && name.length > end)
    ? word
    : '';
}

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\u00ad\u200b-\u200d\u2010-\u2015-]+/g, ' ');
}
