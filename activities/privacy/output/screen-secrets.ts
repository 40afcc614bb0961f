// Finds what opens a door: private keys, tokens and keys of the known forms, connection strings with a password, and random-looking
// strings beside a word that calls them a secret. Linear in the text; it never says what it found.
import { scanText } from '../recognisers/scanned-text.ts';

const edge = '(?<![A-Za-z0-9_-])';
const forms: readonly RegExp[] = [
  /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY/,
  /PuTTY-User-Key-File-\d/,
  /AGE-SECRET-KEY-1[A-Z0-9]{10}/,
  new RegExp(`${edge}eyJ[A-Za-z0-9_-]{8,4000}\\.[A-Za-z0-9_-]{8,4000}`),
  /"kty"\s{0,4}:\s{0,4}"[^]{0,2000}?"(?:d|k)"\s{0,4}:\s{0,4}"[\w-]{16}/,
  // Amazon, Google, GitHub, GitLab, Slack, Stripe and so on: prefixes that their makers chose so that they can be found.
  new RegExp(`${edge}(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9])`),
  new RegExp(`${edge}AIza[\\w-]{35}`),
  new RegExp(`${edge}(?:ya29\\.|GOCSPX-|1//0)[\\w-]{20}`),
  new RegExp(`${edge}(?:gh[pousr]_[A-Za-z0-9]{30}|github_pat_\\w{22}|gl(?:pat|dt|rt|ptt|oas|soat|ft|imt|agent)-[\\w-]{20})`),
  new RegExp(`${edge}(?:xox[abeoprs]-[\\w-]{10}|xapp-\\d-[\\w-]{10})`),
  /https:\/\/hooks\.slack\.com\/services\/T/i,
  new RegExp(`${edge}(?:(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16}|whsec_[A-Za-z0-9+/]{20})`),
  new RegExp(`${edge}sk-(?:ant-|proj-|svcacct-|or-v1-)?[\\w-]{20}`),
  new RegExp(`${edge}(?:hf_[A-Za-z]{30}|r8_[A-Za-z0-9]{30}|gsk_[A-Za-z0-9]{40}|pplx-[A-Za-z0-9]{40}|xai-[A-Za-z0-9]{40})`),
  new RegExp(`${edge}(?:npm_[A-Za-z0-9]{36}|pypi-[\\w-]{50}|dckr_pat_[\\w-]{20}|rubygems_[0-9a-f]{40})`),
  new RegExp(`${edge}(?:SG\\.[\\w-]{16,40}\\.[\\w-]{16}|key-[0-9a-f]{32}|SK[0-9a-f]{32}|AC[0-9a-f]{32})`),
  new RegExp(`${edge}(?:do[opr]_v1_[0-9a-f]{40}|shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}|sq0(?:atp|csp)-[\\w-]{20})`),
  new RegExp(`${edge}(?:hv[sbr]\\.[\\w-]{20}|dapi[0-9a-f]{32}|glsa_\\w{32}|NRAK-[A-Z0-9]{27}|PMAK-[0-9a-f]{24}|lin_api_\\w{30}|ATATT3\\w{20})`),
  new RegExp(`${edge}(?:pat-(?:na|eu|ap)\\d-[0-9a-f-]{30}|00D[A-Za-z0-9]{12,15}![\\w.]{30}|EAA[A-Za-z0-9]{60})`),
  new RegExp(`${edge}\\d{8,10}:AA[\\w-]{33}`),
  /(?:AccountKey|SharedAccessKey|SharedAccessSignature)\s{0,3}=\s{0,3}[\w+/%-]{16}/i,
  // Whoever signs in within an address, and headers.
  /[a-z][a-z0-9+.-]{1,30}:\/\/[^\s:@/]{0,100}:[^\s:@/]{1,200}@[^\s@]/i,
  /(?<![A-Za-z0-9])bearer\s{1,3}(?=[A-Za-z._~+/-]{0,40}\d)[\w.~+/-]{16}/i,
  /authorization\s{0,3}:\s{0,3}(?:basic|bearer|digest|token)\s{1,3}\S{8}/i,
  /(?<![A-Za-z0-9])(?:set-)?cookie\s{0,3}:\s{0,3}[\w.-]{1,60}=\S{8}/i,
  // Names of this house's own settings.
  /(?<![A-Za-z0-9])WAYPROOF_[A-Z][A-Z_]{2,60}/i,
]; // prettier-ignore

const words =
  'secrets?|passwords?|passwd|passphrase|passcode|passwort|kennwort|pwd|api[ _-]?keys?|access[ _-]?keys?|private[ _-]?keys?|secret[ _-]?keys?|encryption[ _-]?keys?|client[ _-]?secrets?|credentials?|auth[ _-]?tokens?|access[ _-]?tokens?|refresh[ _-]?tokens?|tokens?|keys?|mot de passe|contraseña|senha';
/** A secret is named, and something follows within the sentence. */
const named = new RegExp(`(?<![\\p{L}\\p{N}])(?:${words})(?![\\p{L}\\p{N}])`, 'giu');
const sign = /^["'\s]{0,4}(?:[:=]|=>|is|ist|est|es)(?=["'\s])?["'\s]{0,4}/i;
/** How far from its word a string may stand. */
const near = 60;
const string = /[A-Za-z0-9_+/=.~!#$%^&*@-]{8,}/g;
/** Bits per character: random base 64 has near 5 in 24 characters, English words in capitals and small have under 3.5. */
const randomFrom = 3.4;

export function holdsSecret(text: string): boolean {
  const { text: scanned } = scanText(text);
  return forms.some((form) => form.test(scanned)) || isNamed(scanned);
}

function isNamed(text: string): boolean {
  for (const { 0: word, index } of text.matchAll(named)) {
    const after = text.slice(index + word.length, index + word.length + near + 128);
    const stated = sign.exec(after)?.[0].length;
    for (const { 0: candidate, index: at } of after.matchAll(string)) {
      if (at > near) break;
      // "Key features: …" is no key: a word that has other meanings must be followed by its value at once.
      const isStated = at === stated;
      if (isRandom(candidate) && (isStated || !manyMeanings.test(word))) return true;
      if (isStated && isPassword(candidate, word)) return true;
    }
  }
  return false;
}

const manyMeanings = /^(?:tokens?|keys?|credentials?)$/i;

function isRandom(text: string): boolean {
  return text.length >= 16 && /\d/.test(text) && /[A-Za-z]/.test(text) && bitsOf(text) >= randomFrom; // prettier-ignore
}

/** What is said to be a password, and is no word: "the key is delivered" says nothing. */
function isPassword(text: string, word: string): boolean {
  return !manyMeanings.test(word) && /\d/.test(text) && /[A-Za-z]/.test(text);
}

function bitsOf(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let bits = 0;
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length);
  return bits;
}
