// Places that nobody has in a list and a sentence announces: which words can be one, and how far it goes.
import { describe, expect, it } from 'vitest';
import { findPersonalData } from './find-personal-data.ts';

const places = (text: string) =>
  findPersonalData(text).flatMap(({ type, start, end, score }) =>
    type === 'LOCATION' ? [[Array.from(text).slice(start, end).join(''), score]] : [],
  );

describe('a place that is announced', () => {
  it.each([
    ['She lives in Xyzzy now', 'Xyzzy'],
    ['She lives in Xyz now', 'Xyz'],
    ['She lives in XYZA now', 'XYZA'],
    ['I was born in Zug', 'Zug'],
    ['She lives in Qorl Vesp Tramb Ulda Zeff now', 'Qorl Vesp Tramb Ulda'],
    ['flight from Xyzzy', 'Xyzzy'],
  ])('%s', (text, place) => expect(places(text)).toEqual([[place, 0.72]]));

  it('is less sure behind a bare «from»', () => {
    expect(places('arrived from Xyzzy')).toEqual([['Xyzzy', 0.42]]);
  });

  it.each([
    ['a word in small letters', 'She lives in xyzzy now'],
    ['two letters', 'She lives in Xy now'],
    ['three large letters, which may be short for anything', 'She lives in XYZ now'],
    ['the same that is a place otherwise', 'I was born in ZUG'],
    ['an ordinary word', 'She lives in Garden now'],
    ['a day', 'She lives in Monday now'],
    ['a given name behind «from»', 'moved from Anna'],
    ['a word that nothing announces', 'Xyzzy came by'],
  ])('is not %s', (_what, text) => expect(places(text)).toEqual([]));
});
