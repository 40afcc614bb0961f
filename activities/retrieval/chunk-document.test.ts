import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunkDocument } from './chunk-document.ts';

const words = (count: number) => `Word ${Array.from({ length: count - 2 }, () => 'word').join(' ')} end.`;

describe('chunking', () => {
  it('keeps a short document whole, its headings as lines, wrapped lines joined, markup gone', () => {
    const text =
      '# Note\n\nThe **Harbour** note is\nrepaid at [maturity](https://x.test).\n\n## Fees\n\n- entry `1.2 %`\n- exit\n  none\n';
    expect(chunkDocument(text)).toEqual([
      {
        heading: 'Note',
        text: 'The Harbour note is repaid at maturity.\n\nFees\n\n- entry 1.2 %\n- exit none',
      },
    ]);
  });

  it('starts a passage at a heading once the one before is long enough', () => {
    const chunks = chunkDocument(
      `## One\n\n${words(130)}\n\n## Two\n\n${words(40)}\n\n## Three\n\n${words(40)}`,
    );
    expect(chunks.map(({ heading }) => heading)).toEqual(['One', 'Two']);
    expect(chunks[1]?.text).toContain('Three');
  });

  it('cuts a long paragraph between sentences only', () => {
    const sentence = words(30);
    const chunks = chunkDocument(Array.from({ length: 20 }, () => sentence).join(' '));
    expect(chunks.length).toBeGreaterThan(2);
    for (const { text } of chunks) {
      expect(text.endsWith('end.')).toBe(true);
      expect(text.split(' ').length).toBeLessThanOrEqual(220);
    }
  });

  it('loses no word and never exceeds the limit, whatever the layout', () => {
    const piece = fc.oneof(
      fc.constantFrom('\n\n## Heading\n\n', '\n\n', '\n'),
      fc.integer({ min: 3, max: 60 }).map((count) => `${words(count)} `),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const markdown = pieces.join('');
        const chunks = chunkDocument(markdown);
        const count = (text: string) => (text.match(/\b(?:word|end)\b/gi) ?? []).length;
        expect(count(chunks.map(({ text }) => text).join('\n'))).toBe(count(markdown));
        for (const { text } of chunks) expect(count(text)).toBeLessThanOrEqual(220);
      }),
    );
  });

  it('gives nothing for nothing', () => {
    expect(chunkDocument('\n\n# Only a heading\n')).toEqual([]);
  });
});
