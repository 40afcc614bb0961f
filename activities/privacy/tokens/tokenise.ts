// Puts a token in the place of every personal value of a text, before a model or a stored prompt sees it. It must never leave
// part of a value behind, and never lose a character that is none.
import type {
  FindPersonalDataOptions,
  IssuedToken,
  PersonalDataType,
  TokenFor,
  TokenisedText,
} from '../../../contracts/personal-data.ts';
import { toCodePoints } from '../recognisers/code-points.ts';
import { recogniserCandidates, resolveCandidates } from '../recognisers/find-personal-data.ts';
import type { Candidate } from '../recognisers/scanned-text.ts';
import { findTokens } from './find-tokens.ts';
import { bareText, normaliseValue } from './normalise-value.ts';

export interface TokeniseOptions extends FindPersonalDataOptions {
  tokenFor: TokenFor;
  /** Of recogniserCandidates for this text and locale, for whoever has kept them. */
  candidates?: readonly Candidate[];
  /** True: a value that may stay. It is not asked for what is known of the customer, nor for what looks like a token. */
  isShown?: (type: PersonalDataType, value: string) => boolean;
  /** True: a piece of what is known of the customer that may stay, e.g. a word of his name that is an ordinary one. Absent: none. */
  isShownPart?: (written: string, known: string) => boolean;
  /** True: what a model wrote. Its tokens stay, in the form in which they were issued. */
  keepsTokens?: boolean;
  /** Tokens of earlier texts by token, which this call adds to: so two values of one token are told apart over all texts. */
  issued?: Map<string, IssuedToken>;
}

export function tokenise(text: string, options: TokeniseOptions): TokenisedText {
  const { tokenFor, isShown, issued = new Map<string, IssuedToken>(), known, locale } = options;
  // A stranger's text must not bring tokens of its own that would be swapped later.
  const planted = findTokens(text).map(({ token, start, end }) => ({
    ...{ type: 'TOKEN', start, end, score: 2, recogniser: 'token' },
    ...(options.keepsTokens ? { known: token } : {}),
  }));
  const candidates = options.candidates ?? recogniserCandidates(text, locale);
  const located = resolveCandidates(text, candidates, known, planted).filter(
    (span) =>
      span.type === 'TOKEN' ||
      (span.known === undefined
        ? isShown?.(span.type, text.slice(span.start, span.end)) !== true
        : options.isShownPart?.(text.slice(span.start, span.end), span.known) !== true),
  );
  const own = new Set<IssuedToken>();
  const pieces: string[] = [];
  let copied = 0;
  for (const { type, start, end, known: recorded } of located) {
    if (type === 'TOKEN' && recorded !== undefined) {
      pieces.push(text.slice(copied, start), recorded);
      copied = end;
      continue;
    }
    const written = text.slice(start, end);
    // A piece of a name comes back as it stood there: it may be an ordinary word, and the whole name would be a wrong one.
    const value = recorded !== undefined && isWhole(type, written, recorded) ? recorded : written;
    const normalisedValue = normaliseValue(type, value, locale);
    const token = tokenFor(type, normalisedValue);
    const earlier = issued.get(token);
    const standing = earlier ?? { token, type, value, normalisedValue };
    issued.set(token, standing);
    own.add(standing);
    // Two values with one token could not be told apart afterwards: the second is hidden for good.
    const shown = standing.normalisedValue === normalisedValue ? token : `[[${type}]]`;
    pieces.push(text.slice(copied, start), shown);
    copied = end;
  }
  pieces.push(text.slice(copied));
  const replaced = located.filter(({ type, known: kept }) => type !== 'TOKEN' || kept === undefined);
  const spans = toCodePoints(text, replaced).map(({ type, start, end, score, recogniser }) => ({
    type,
    start,
    end,
    score: Math.min(1, score),
    recogniser,
  }));
  return { text: pieces.join(''), spans, tokens: [...own] };
}

function isWhole(type: string, written: string, recorded: string): boolean {
  return type !== 'PERSON' || bareText(written) === bareText(recorded);
}
