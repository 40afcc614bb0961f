// Finds personal values that stand in the clear in a text that would leave the house: the customer's own in any spelling, cards and
// national numbers whoever wrote them, and addresses of people that no cited passage gave. It never says a value.
import type { FindPersonalDataOptions } from '../../../contracts/personal-data.ts';
import type { CustomerIdentity } from '../../../contracts/ports/crm.ts';
import type { PassageText } from '../../../contracts/ports/model.ts';
import { locatePersonalData } from '../recognisers/find-personal-data.ts';
import { knownValuesOf } from '../tokens/known-values.ts';
import type { ReadText } from './outgoing-texts.ts';
import { contactTypes, governmentTypes, paymentTypes } from './value-types.ts';

export type ValueCode =
  'identity_in_draft' | 'payment_value_in_draft' | 'government_id_in_draft' | 'personal_value_in_draft';

export interface ValueGround {
  identity: CustomerIdentity | null;
  /** BCP 47. */
  locale?: string;
  /** Everything that the draft was made from. */
  passages: readonly PassageText[];
}

export function screenValues(
  { plain }: ReadText,
  cited: readonly PassageText[],
  ground: ValueGround,
): ValueCode[] {
  const { identity, locale, passages } = ground;
  const options: FindPersonalDataOptions = {
    known: knownValuesOf(identity),
    ...(locale === undefined ? {} : { locale }),
  };
  return locatePersonalData(plain, options).flatMap(({ type, start, end, known }): ValueCode[] => {
    const written = plain.slice(start, end);
    if (known !== undefined) {
      // One word of a name may be an ordinary one: then the passages, in which it was hidden, have it all the same.
      const isPart = type === 'PERSON' && bare(written) !== bare(known);
      return isPart && stands(written, passages) ? [] : ['identity_in_draft'];
    }
    if (paymentTypes.has(type)) return ['payment_value_in_draft'];
    if (governmentTypes.has(type)) return ['government_id_in_draft'];
    return contactTypes.has(type) && !stands(written, cited) ? ['personal_value_in_draft'] : [];
  });
}

const bare = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');

function stands(written: string, passages: readonly PassageText[]): boolean {
  const value = bare(written);
  return value !== '' && passages.some(({ title, text }) => bare(`${title} ${text}`).includes(value));
}
