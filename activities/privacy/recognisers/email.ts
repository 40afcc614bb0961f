// Finds e-mail addresses: from each @ outwards, in bounded steps; and addresses written out ("name at host dot com").
import type { Candidate, ScannedText } from './scanned-text.ts';

// RFC 5321: 64 for the local part, 255 for the domain.
const longestLocal = 64;
const longestDomain = 255;
const localCharacter = /[\p{L}\p{M}\p{N}._%+\-'~!#$*&^`{}=?/]/u;
const domainCharacter = /[\p{L}\p{M}\p{N}.\-_]/u;
/** What ends a file, a package or a picture, and no domain. */
const fileEndings = new Set(
  'png jpg jpeg gif svg webp bmp ico css js mjs ts tsx jsx json html htm php pdf txt md py'.split(' '),
);

export function findEmails(scanned: ScannedText): Candidate[] {
  return [...byAtSign(scanned), ...writtenOut(scanned)];
}

function byAtSign({ text }: ScannedText): Candidate[] {
  const found: Candidate[] = [];
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const end = domainEnd(text, at + 1);
    if (end === null) continue;
    const start = localStart(text, at);
    if (start === null || insideAuthority(text, start)) continue;
    found.push({ type: 'EMAIL_ADDRESS', start, end, score: 1, recogniser: 'email' });
  }
  return found;
}

function localStart(text: string, at: number): number | null {
  if (text[at - 1] === '"') {
    const from = Math.max(0, at - longestLocal);
    const quoted = text.slice(from, at - 1);
    const open = quoted.lastIndexOf('"');
    return open !== -1 && open < quoted.length - 1 && !/[\r\n@]/.test(quoted.slice(open))
      ? from + open
      : null;
  }
  let start = at;
  const floor = Math.max(0, at - longestLocal);
  while (start > floor && localCharacter.test(text[start - 1]!)) start -= 1;
  // `?to=a@b.example` and `key/a@b.example`: what stands before belongs to the text around.
  const local = text.slice(start, at);
  const cut = Math.max(
    local.lastIndexOf('='),
    local.lastIndexOf('/'),
    local.lastIndexOf('?'),
    local.lastIndexOf('&'),
    local.lastIndexOf('..') + 1,
  );
  if (cut > 0 || local[0] === '=' || local[0] === '/' || local[0] === '?' || local[0] === '&')
    start += cut + 1;
  while (start < at && !/[\p{L}\p{N}_+]/u.test(text[start]!)) start += 1;
  if (start === at || text[at - 1] === '.') return null;
  return start;
}

function domainEnd(text: string, from: number): number | null {
  if (text[from] === '[') {
    const literal = /^\[(?:IPv6:[0-9a-f:.]{2,45}|\d{1,3}(?:\.\d{1,3}){3})\]/i.exec(
      text.slice(from, from + 60),
    );
    return literal ? from + literal[0].length : null;
  }
  let end = from;
  while (end < text.length && end - from < longestDomain && domainCharacter.test(text[end]!)) end += 1;
  while (end > from && /[.\-_]/.test(text[end - 1]!)) end -= 1;
  const labels = text.slice(from, end).split('.');
  // A sentence that begins without its space: "a@b.com.Then".
  while (
    labels.length > 2 &&
    /^\p{Lu}\p{Ll}+$/u.test(labels.at(-1)!) &&
    /^[\p{Ll}]{2,}$/u.test(labels.at(-2)!)
  ) {
    end -= labels.pop()!.length + 1;
  }
  if (labels.length < 2 || labels.some((label) => label === '' || label.length > 63 || /^-|-$/.test(label)))
    return null;
  const top = labels.at(-1)!;
  if (!/^(?:\p{L}[\p{L}\p{M}]+|xn--[a-z0-9-]+)$/iu.test(top) || fileEndings.has(top.toLowerCase()))
    return null;
  // `git@host.example:owner/name` names a repository.
  if (text[end] === ':' && /^[\w~][\w.-]*\/[\w.-]+/.test(text.slice(end + 1, end + 60))) return null;
  return end;
}

/** `https://user:secret@host/`: the address of a page, with who signs in. */
function insideAuthority(text: string, start: number): boolean {
  return /:\/\/[^\s/?#]{0,80}$/.test(text.slice(Math.max(0, start - 90), start));
}

const at = String.raw`(?:\s{0,3}[[({<]\s?(?:at|@|ät|arroba|chez)\s?[\])}>]\s{0,3}|\s{1,3}(?:at|\(a\)|arroba)\s{1,3}|\s{1,2}@\s{1,2}|\s@|@\s)`;
const dot = String.raw`(?:\s{0,3}[[({<]\s?(?:dot|punkt|punto|ponto|\.)\s?[\])}>]\s{0,3}|\s{1,3}(?:dot|punkt|punto|ponto)\s{1,3}|\.)`;
const tops =
  'com|org|net|edu|gov|info|biz|io|co|uk|de|fr|es|it|nl|be|at|ch|in|us|ca|au|ie|eu|me|pl|se|no|dk|fi|pt|br|jp|example|test|invalid';
const written = new RegExp(
  `(?<![\\p{L}\\p{N}._+-])[\\p{L}\\p{N}][\\p{L}\\p{N}_+-]{0,40}(?:(?:\\.|${dot})[\\p{L}\\p{N}_+-]{1,40}){0,3}${at}[\\p{L}\\p{N}][\\p{L}\\p{N}-]{0,40}(?:${dot}[\\p{L}\\p{N}-]{1,40}){0,3}${dot}(?:${tops})(?![\\p{L}\\p{N}])`,
  'giu',
);

function writtenOut({ text, lower }: ScannedText): Candidate[] {
  // Cheap first: most texts hold no such word.
  if (!/\b(?:dot|punkt|punto|ponto)\b|[[({<]\s?(?:at|@|ät|arroba|\.)\s?[\])}>]|\s@|@\s/.test(lower))
    return [];
  return [...text.matchAll(written)].flatMap(({ 0: whole, index }): Candidate[] => {
    const spelledDot = /\b(?:dot|punkt|punto|ponto)\b|[[({<]\s?\./i.test(whole);
    const spelledAt = /[[({<]\s?(?:at|@|ät|arroba)/i.test(whole) || /\s@|@\s/.test(whole);
    // "meet me at example.com" is a place to meet, not an address.
    if (!spelledDot && !spelledAt) return [];
    return [
      {
        type: 'EMAIL_ADDRESS',
        start: index,
        end: index + whole.length,
        score: spelledDot && spelledAt ? 0.9 : 0.75,
        recogniser: 'email-written-out',
      },
    ];
  });
}
