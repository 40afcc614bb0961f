// A text that somebody outside wrote: shown as text and nothing else, at a bounded length, and without the signs that turn writing
// around or hide it.
import { Anchor, Text } from '@mantine/core';
import { useState } from 'react';

// Marks of direction, invisible spaces and tags: a reader must see what is there.
const hidden = /[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u{e0000}-\u{e007f}]/gu;
const shownAtFirst = 600;

/** The same text with a visible sign for each that would hide or turn another. */
export function plainText(text: string): string {
  return text.replaceAll(hidden, '·');
}

export function StrangeText({ text, limit = shownAtFirst }: { text: string; limit?: number }) {
  const [isWhole, setWhole] = useState(false);
  const plain = plainText(text);
  const isLong = plain.length > limit;
  return (
    <bdi className="strange-text">
      {isLong && !isWhole ? `${plain.slice(0, limit)}…` : plain}
      {isLong && (
        <Text span size="sm">
          {' '}
          <Anchor component="button" type="button" onClick={() => setWhole(!isWhole)}>
            {isWhole ? 'Show less' : `Show all ${plain.length.toLocaleString()} characters`}
          </Anchor>
        </Text>
      )}
    </bdi>
  );
}
