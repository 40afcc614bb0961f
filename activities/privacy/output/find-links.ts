// Finds every link and image that a text would show or that a reader's device would make of it, and says whether the tenant allows
// it: https, one of its hosts or what is under one, and nothing hidden behind. It must never fetch or resolve anything.
import { findUrls } from '../recognisers/url.ts';
import { scanText } from '../recognisers/scanned-text.ts';
import { linkReadings } from './link-readings.ts';
import type { ReadText } from './outgoing-texts.ts';
import { certainDomains, topLevelDomains } from './top-level-domains.ts';

export interface LinksFound {
  /** A link, or what a device could take for one, that is not allowed. */
  link: boolean;
  image: boolean;
}

const longest = 2_000;
/** Any scheme with slashes, and those two that browsers follow without. */
const schemed = new RegExp(
  `(?:[a-z][a-z0-9+.-]{0,30}:[/\\\\]{2}|https?:(?=\\S))[^\\s<>"]{0,${longest}}`,
  'giu',
);
const image =
  /!\[[^\]]{0,500}\]\s?[([]|<\s?(?:img|image|picture|svg|video|audio|object|embed|iframe)(?![\p{L}\p{N}])|data:image/iu;
const imageFile = /\.(?:png|jpe?g|gif|webp|svg|bmp|ico|avif|tiff?)$/i;
/** Markdown and HTML. What is complete is no sign of "less than"; of the worst, the beginning is enough. */
const markup = [
  /\]\s?\(\s{0,4}[^\s)]/u,
  /^\s{0,3}\[[^\]]{1,200}\]:\s{0,4}\S/mu,
  /<\s?\/?[a-z][a-z0-9-]{0,30}(?:\s[^<>]{0,2000})?\/?>/iu,
  /<\s?(?:a|img|script|style|link|meta|base|form|input|button|iframe|object|embed|svg|video|audio)(?:[\s/]|$)/iu,
];
/** Addresses without slashes. `data:` and the like need what only an address has behind them. */
const uris = [
  /j\s{0,2}a\s{0,2}v\s{0,2}a\s{0,2}s\s{0,2}c\s{0,2}r\s{0,2}i\s{0,2}p\s{0,2}t\s{0,2}:/iu,
  /(?<![\p{L}\p{N}])(?:vbscript|view-source|blob|intent|market|whatsapp|tg|skype|callto|magnet|ms-[a-z]{2,20}):\S/iu,
  /(?<![\p{L}\p{N}])(?:mailto|sms|smsto|mms|tel|geo|upi):[\p{L}\p{N}+%?]/u,
  /(?<![\p{L}\p{N}])data:(?:[a-z]{2,20}\/|;|,)/iu,
  /(?<![\p{L}\p{N}:])\/\/[\p{L}\p{N}-]{1,63}\.[\p{L}\p{N}.-]{2,200}/u,
  /(?<![\d.])\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?\/[^\s/\d]/u,
];
const host =
  /(?<![\p{L}\p{N}@._-])((?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.){1,8})(\p{L}{2,24}|xn--[a-z0-9-]{2,59})(?![\p{L}\p{N}_@-]|\.[\p{L}\p{N}])(?::\d{1,5})?(\/[^\s<>"]{0,99})?/giu;
const certain = new RegExp(`^(?:${certainDomains})$`);

/**
 * @param hosts lower case, as policy names them.
 * @param read the text folded, where that is known.
 */
export function findLinks(
  text: string,
  hosts: readonly string[],
  read?: Pick<ReadText, 'folded' | 'smuggled'>,
): LinksFound {
  const found: LinksFound = { link: false, image: false };
  const sentences = new Set<string>();
  for (const reading of linkReadings(text, read)) {
    if (image.test(reading)) found.image = true;
    const rest = reading.replace(schemed, (whole) => {
      const address = whole.replace(/[.,;:!?'*_~)\]}]+$/u, '');
      if (!isAllowed(address, hosts)) found.link = true;
      else if (imageFile.test(new URL(address).pathname)) found.image = true;
      return ' '.repeat(whole.length);
    });
    // An allowed address may stand in a Markdown link; what is left of that link is no second one.
    const marked = rest.replace(/\]\s?\(\s{0,4}(?= {9})/gu, (whole) => ' '.repeat(whole.length));
    if (hasBareLink(rest, sentences) || markup.some((pattern) => pattern.test(marked))) found.link = true;
  }
  return found;
}

/** @param address as it stands in a text or behind a token. */
export function isAllowed(address: string, hosts: readonly string[]): boolean {
  if (!/^https:\/\/[^/\\]/i.test(address) || address.includes('\\') || !URL.canParse(address)) return false;
  const { hostname, username, password, port, pathname, search, hash } = new URL(address);
  if (username !== '' || password !== '' || port !== '') return false;
  // A page of ours that sends its reader on: the address behind it is the true one.
  if (/\/\/|:\/|%(?:2f%2f|3a|5c|25)|[@|]/i.test(`${pathname}${search}${hash}`)) return false;
  const name = hostname.replace(/\.$/, '');
  return hosts.some((allowed) => name === allowed || name.endsWith(`.${allowed}`));
}

/** @param sentences of an earlier reading, which had capitals still; added to. */
function hasBareLink(text: string, sentences: Set<string>): boolean {
  if (uris.some((pattern) => pattern.test(text))) return true;
  for (const { 0: whole, 1: labels = '', 2: end = '', 3: path } of text.matchAll(host)) {
    const written = labels.slice(0, -1).split('.');
    if (isTwoSentences(written, end)) sentences.add(whole.toLowerCase());
    else if (!sentences.has(whole) && isHost(written, end, path !== undefined)) return true;
  }
  return findUrls(scanText(text)).length > 0;
}

/** "the end.It was" */
function isTwoSentences(labels: readonly string[], end: string): boolean {
  return /^\p{Lu}\p{Ll}/u.test(end) && /^\p{Ll}/u.test(labels.at(-1) ?? '');
}

/** "e.g." and "5.30.in" are no hosts; "U.S." is not either. */
function isHost(labels: readonly string[], end: string, hasPath: boolean): boolean {
  const domain = end.toLowerCase();
  if (domain.startsWith('xn--') || certain.test(domain)) return true;
  if (labels.every((label) => label.length < 2 || /^\p{N}+$/u.test(label))) return false;
  return hasPath || topLevelDomains.has(domain);
}
