// Names of what can be chosen: its label with codes as words, and an hour in the reader's own zone.
import { expect, test } from 'vitest';
import { optionWords } from './option-words.ts';

const options = {
  products: [{ id: 'aw1-note', label: 'Note (structured_note)', facts: {} }],
  callSlots: [
    {
      id: 'slot_1',
      label: 'Monday, 23 November 2026 at 09:30 (Europe/Dublin), 45 minutes, Desk Dublin',
      facts: { start: Date.parse('2026-11-23T09:30:00Z'), minutes: 45 },
    },
  ],
};

test('a label stands for its id, and what is in no list stands as it is', () => {
  expect(optionWords(options, 'aw1-note')).toBe('Note (structured note)');
  expect(optionWords(options, 'aw2_other')).toBe('aw2_other');
});

test('an hour keeps its length and its desk, and drops the tenant’s zone for the reader’s', () => {
  const words = optionWords(options, 'slot_1');
  expect(words).toMatch(/, 45 min, Desk Dublin$/);
  expect(words).not.toContain('Europe/Dublin');
});
