// Numbers, times, amounts and names of codes as people read them: the same on every machine, so no locale and no time zone of the
// process. Whatever it is given, it answers; it must never throw.

/** `2026-11-21T14:03:05Z`. */
export function time(at: unknown): string {
  const readable = typeof at === 'number' && Number.isFinite(at) && Math.abs(at) <= 8.64e15;
  return readable ? new Date(at).toISOString().replace(/\.\d{3}Z$/, 'Z') : 'a time that is not kept';
}

/** Two decimals, as scores are compared. */
export function score(value: unknown): string {
  return typeof value === 'number' && Number.isFinite(value) ? value.toFixed(2) : 'unknown';
}

/** A contribution with its sign and at most two decimals: `+1.2`, `-0.35`. */
export function signed(value: number): string {
  const text = value.toFixed(2).replace(/\.?0+$/, '');
  return value < 0 ? text : `+${text}`;
}

/** `2 days`, `1 day 12 hours`, `90 seconds` as `1 minute 30 seconds`; a part of a second counts as none. */
export function duration(milliseconds: unknown): string {
  if (typeof milliseconds !== 'number' || !Number.isFinite(milliseconds)) return 'a time that is not kept';
  let seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const parts: string[] = [];
  for (const [size, unit] of [[86_400, 'day'], [3_600, 'hour'], [60, 'minute'], [1, 'second']] as const) {
    const amount = Math.floor(seconds / size);
    seconds -= amount * size;
    if (amount > 0) parts.push(count(amount, unit));
  } // prettier-ignore
  return parts.length === 0 ? 'less than a second' : parts.join(' ');
}

// ISO 4217: all others have two digits.
const minorDigits: Readonly<Record<string, number>> = {
  JPY: 0, KRW: 0, VND: 0, CLP: 0, ISK: 0, UGX: 0, XAF: 0, XOF: 0,
  BHD: 3, IQD: 3, JOD: 3, KWD: 3, LYD: 3, OMR: 3, TND: 3,
}; // prettier-ignore

/** Of minor units: `EUR 1,250.00`. */
export function money(minor: number, currency: string): string {
  const digits = Object.hasOwn(minorDigits, currency) ? (minorDigits[currency] ?? 2) : 2;
  const [whole = '', part] = (minor / 10 ** digits).toFixed(digits).split('.');
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return `${currency} ${part === undefined ? grouped : `${grouped}.${part}`}`;
}

/** `1 passage`, `3 passages`. */
export function count(amount: number, unit: string): string {
  return `${amount} ${unit}${amount === 1 ? '' : 's'}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function list(parts: readonly string[]): string {
  const last = parts.at(-1) ?? '';
  return parts.length < 2 ? last : `${parts.slice(0, -1).join(', ')} and ${last}`;
}

/** A code as words: `retention-lead` is `retention lead`. */
export function plain(code: string): string {
  return code.replace(/[-_]+/g, ' ').trim();
}

/** `riskClass` as `risk class`. */
export function spaced(name: string): string {
  return plain(name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`));
}

export function quoted(text: string): string {
  return `“${text}”`;
}

/** A quotation at the end of a sentence. */
export function ending(text: string): string {
  return /[.!?…]$/.test(text) ? quoted(text) : `${quoted(text)}.`;
}

/** One sentence of whatever had an end already or not. */
export function sentence(text: string): string {
  const trimmed = text.trim();
  const begun = trimmed.slice(0, 1).toUpperCase() + trimmed.slice(1);
  return /[.!?…]”?$/.test(begun) ? begun : `${begun}.`;
}
