// Cuts Markdown into passages by headings and paragraphs. It must never cut a sentence: passages are quoted word for word.

/** Long enough to carry a thought, short enough that eight of them fit a prompt; a heading ends a passage from `least` on. */
const leastWords = 120;
const mostWords = 220;
const shortTail = 60;

export interface Chunk {
  /** Heading over its first paragraph; null before the first one. */
  heading: string | null;
  text: string;
}

interface Block {
  heading: string | null;
  text: string;
  words: number;
}

export function chunkDocument(markdown: string): Chunk[] {
  const groups: Block[][] = [];
  let current: Block[] = [];
  const close = () => {
    if (current.length > 0) groups.push(current);
    current = [];
  };
  for (const block of blocksOf(markdown)) {
    const words = wordsOf(current);
    const newSection = current.length > 0 && current.at(-1)?.heading !== block.heading;
    if (words + block.words > mostWords || (newSection && words >= leastWords)) close();
    current.push(block);
  }
  close();
  // A tail of one short section says little by itself, and by its shortness would outrank what it belongs to.
  const [last, before] = [groups.at(-1), groups.at(-2)];
  if (last && before && wordsOf(last) < shortTail && wordsOf(last) + wordsOf(before) <= mostWords) {
    groups.splice(-2, 2, [...before, ...last]);
  }
  return groups.map((blocks) => ({ heading: blocks[0]?.heading ?? null, text: joinBlocks(blocks) }));
}

function wordsOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, { words }) => sum + words, 0);
}

/** A heading inside a passage stays as a line of its own, so that its paragraphs keep their sense. */
function joinBlocks(blocks: Block[]): string {
  return blocks
    .map((block, index) => {
      const isNew = index > 0 && blocks[index - 1]?.heading !== block.heading && block.heading !== null;
      return isNew ? `${block.heading}\n\n${block.text}` : block.text;
    })
    .join('\n\n');
}

function blocksOf(markdown: string): Block[] {
  const blocks: Block[] = [];
  let heading: string | null = null;
  let paragraph: string[] = [];
  const close = () => {
    for (const text of splitLong(plainText(paragraph)))
      blocks.push({ heading, text, words: countWords(text) });
    paragraph = [];
  };
  for (const line of markdown.split('\n')) {
    const title = /^#{1,6}\s+(.*?)\s*#*$/.exec(line)?.[1];
    if (title !== undefined) {
      close();
      heading = inline(title);
    } else if (line.trim() === '') close();
    else paragraph.push(line);
  }
  close();
  return blocks;
}

/** Lines wrapped by an editor become one; items of a list stay lines of their own. */
function plainText(lines: string[]): string {
  const joined: string[] = [];
  for (const line of lines) {
    const text = inline(line.trim());
    if (joined.length === 0 || /^\s*(?:[-*+]|\d+[.)])\s/.test(line) || line.startsWith('|'))
      joined.push(text);
    else joined.push(`${joined.pop() ?? ''} ${text}`);
  }
  return joined.join('\n');
}

/** Emphasis, code and links leave their words: markup in a quote would be read as text. */
function inline(text: string): string {
  return text
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/(\*\*|__)(.+?)\1/g, '$2')
    .replace(/(?<!\w)[*_](\S(?:.*?\S)?)[*_](?!\w)/g, '$1')
    .replace(/`([^`]+)`/g, '$1');
}

const sentences = new Intl.Segmenter('en', { granularity: 'sentence' });

/** A paragraph beyond the limit is cut between sentences. */
function splitLong(text: string): string[] {
  if (text === '') return [];
  if (countWords(text) <= mostWords) return [text];
  const parts: string[] = [];
  let part = '';
  for (const { segment } of sentences.segment(text)) {
    if (part !== '' && countWords(part) + countWords(segment) > mostWords) {
      parts.push(part.trim());
      part = '';
    }
    part += segment;
  }
  return [...parts, part.trim()].filter((piece) => piece !== '');
}

function countWords(text: string): number {
  return text.split(/\s+/).filter(Boolean).length;
}
