// What the record holds is found however it is written, and ordinary words are left.
import { describe, expect, it } from 'vitest';
import type { PersonalDataType } from '../../../contracts/personal-data.ts';
import { findKnownValues } from './known-values.ts';
import { scanText } from './scanned-text.ts';

const found = (text: string, type: PersonalDataType, value: string) => [
  ...new Set(
    findKnownValues(scanText(text), [{ type, value }]).map(({ start, end }) => text.slice(start, end)),
  ),
];

describe('a known value', () => {
  it.each<[PersonalDataType, string, string, string[]]>([
    ['PERSON', 'Zoë Brannagh', 'zoe brannagh wrote', ['zoe brannagh', 'zoe', 'brannagh']],
    ['PERSON', 'Zoë Brannagh', 'Brannagh, Zoë wrote', ['Zoë', 'Brannagh']],
    ['PERSON', 'Zoë Brannagh', 'ZOE, BRANNAGH', ['ZOE, BRANNAGH', 'ZOE', 'BRANNAGH']],
    ['PERSON', 'Zoë Brannagh', 'zoology and Brannaghs', []],
    ['PERSON', 'Will May', 'Will May called', ['Will May', 'Will', 'May']],
    ['PERSON', 'Will May', 'it will be in may', []],
    ['PERSON', 'Will May', 'WILL MAY', ['WILL MAY']],
    ['PERSON', 'Li Q', 'Li is here, li is not, Q neither', ['Li']],
    ['PERSON', '123', '123', []],
    ['PHONE_NUMBER', '+44 7700 900123', 'ring 07700 900123', ['07700 900123']],
    [
      'PHONE_NUMBER',
      '+44 7700 900123',
      'ring +447700900123 now',
      ['+447700900123', '7700900123'].slice(0, 1),
    ],
    ['PHONE_NUMBER', '+44 7700 900123', '0044 (7700) 900-123', ['0044 (7700) 900-123']],
    ['PHONE_NUMBER', '5550143', 'call 555-0143', ['555-0143']],
    ['PHONE_NUMBER', '5550143', '55501431', []],
    ['PHONE_NUMBER', '12345', '12345', []],
    ['EMAIL_ADDRESS', 'ann@mail.example', 'ANN@mail.example!', ['ANN@mail.example']],
    ['EMAIL_ADDRESS', 'ann@mail.example', 'joann@mail.example', []],
    ['EMAIL_ADDRESS', 'ann@mail.example', 'ann@mailxexample', []],
    ['LOCATION', '14 Alder Grove, Leeds', '14 alder grove Leeds', ['14 alder grove Leeds']],
    ['LOCATION', '14 Alder Grove, Leeds', '14 Alder Grove,\nLeeds', ['14 Alder Grove,\nLeeds']],
    ['LOCATION', 'Ely', 'Ely', []],
    ['DATE_TIME', '12 April 1984', 'on 12 april 1984', ['12 april 1984']],
    ['CREDIT_CARD', '4111111111111111', '4111-1111.1111_1111', ['4111-1111.1111_1111']],
    ['CREDIT_CARD', '4111 1111 1111 1111', '4111111111111111', ['4111111111111111']],
    ['CREDIT_CARD', '4111111111111111', '41111111111111112', []],
    ['US_PASSPORT', 'A-12', 'A-12', []],
    ['US_PASSPORT', 'A123', 'a 123', ['a 123']],
  ])('%s %j in %j', (type, value, text, expected) => {
    expect(found(text, type, value)).toEqual(expected);
  });

  it('is found with the recorded spelling beside it, and is sure', () => {
    expect(findKnownValues(scanText('zoe'), [{ type: 'LOCATION', value: 'Zoëx' }])).toEqual([]);
    expect(findKnownValues(scanText('zoe'), [{ type: 'PERSON', value: 'Zoë' }])[0]).toMatchObject({
      type: 'PERSON',
      start: 0,
      end: 3,
      score: 1,
      recogniser: 'known-value',
      known: 'Zoë',
    });
  });
});
