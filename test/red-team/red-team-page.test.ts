// The chapter "Red team" of docs/privacy.md lists the cases as they are: what is planted where, and what must hold it.
import { expect, it } from 'vitest';
import { readPage, tableUnder } from '../docs/read-page.ts';
import { families } from './case-types.ts';
import { redTeamCases } from './cases.ts';

it('lists every case with what holds it', () => {
  expect(tableUnder(readPage('docs/privacy.md'), 'Red team')).toEqual(
    families.flatMap((family) =>
      redTeamCases
        .filter((one) => one.family === family)
        .map(({ id, plantedIn, held }) => [`\`${id}\``, family, plantedIn.replaceAll('_', ' '), held.join(', ')]),
    ),
  );
}); // prettier-ignore

it('has a word of its own for each case, which stands in its text', () => {
  for (const { id, text, marker } of redTeamCases) {
    const whole = typeof text === 'string' ? text : text.join('\n');
    expect([id, whole.includes(marker)]).toEqual([id, true]);
    const others = redTeamCases.filter((other) => JSON.stringify(other.text).includes(marker));
    expect(others.map((other) => other.id)).toEqual([id]);
  }
  expect(new Set(redTeamCases.map(({ id }) => id)).size).toBe(redTeamCases.length);
});
