// Reads what stands in a text in another form: base64, hexadecimal, percent signs. For a log line only, which no stranger forms to
// deceive: one layer. It must never throw.

const block = /[A-Za-z0-9+/_-]{12,}={0,2}/g;

/** @returns the blocks that decode to a text, with where they stand (UTF-16 units) and what they say. */
export function encodedBlocks(text: string): { start: number; end: number; decoded: string }[] {
  return [...text.matchAll(block)].flatMap(({ 0: found, index }) => {
    const decoded = decode(found);
    return decoded === null ? [] : [{ start: index, end: index + found.length, decoded }];
  });
}

function decode(found: string): string | null {
  const hex = /^(?:[0-9a-f]{2})+$/i.test(found) ? readable(Buffer.from(found, 'hex')) : null;
  return hex ?? readable(Buffer.from(found, 'base64'));
}

/** A text, or null: bytes that only look like an encoding give letters of every kind. */
function readable(bytes: Buffer): string | null {
  const text = isUtf16(bytes) ? bytes.toString('utf16le') : bytes.toString('utf8');
  const odd = text.match(/[^\p{L}\p{M}\p{N}\p{P}\p{S}\p{Zs}\n\r\t]|\ufffd/gu)?.length ?? 0;
  return text.length >= 6 && odd === 0 ? text : null;
}

/** Latin letters in two bytes each: every second one is nothing. */
function isUtf16(bytes: Buffer): boolean {
  return bytes.length % 2 === 0 && bytes.length > 8 && bytes.every((byte, at) => at % 2 === 0 || byte === 0);
}

/** The text without percent escapes, as far as they can be read; the same text when there is none. */
export function withoutPercent(text: string): string {
  if (!text.includes('%')) return text;
  return text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (escapes) =>
    Buffer.from(escapes.replaceAll('%', ''), 'hex').toString('utf8'),
  );
}
