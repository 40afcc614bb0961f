// Makes text harmless for a terminal: what a customer, a model or a server wrote must never move the cursor, hide a line
// or turn the reading order round while a person reads what he is to approve.

// Line ends and tabs stand; joiners (U+200C, U+200D) as well, which Hindi and Persian need.
const steering = /(?![\n\t]|\r\n)[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

/** Control characters and bidirectional overrides as `\uXXXX`; text that is JSON stays the same JSON. */
export function printable(text: string): string {
  return text.replace(steering, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
