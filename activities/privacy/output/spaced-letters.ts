// Words that were written letter by letter, put together again without asking whether they are words. Linear.

/** "e v i l . c o m", "s u r e  t h i n g": runs of single characters with one space between them. */
export function joinSpacedLetters(text: string): string {
  return text.replace(/(?<!\S)(?:\S ){3,}\S(?!\S)/g, (run) => run.replaceAll(' ', ''));
}

/** "g.u.a.r-a-n_t*e*e" */
export function joinMarkedLetters(text: string): string {
  return text.replace(/(?<![\p{L}\p{N}])(?:\p{L}[.\-_*·•|~]){3,}\p{L}(?![\p{L}\p{N}])/gu, (run) =>
    run.replace(/[^\p{L}]/gu, ''),
  );
}
