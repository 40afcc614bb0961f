// Values that stand for everything personal, other ones for each way by which text comes in, and the look for them in any of the forms
// in which a program could have written them. It must find what a grep for the plain value would miss.

/** Where a stranger, a CRM, a person of ours or a model can put text. */
export const origins = ['crm', 'segment', 'event', 'page', 'title', 'body', 'file', 'edit', 'comment', 'bad', 'signIn', 'model'] as const; // prettier-ignore
export type Origin = (typeof origins)[number];

export interface Canaries {
  card: string;
  iban: string;
  email: string;
  phone: string;
  ssn: string;
  ip: string;
  name: string;
}
export type Kind = keyof Canaries;

const names = ['Ruth Halloway', 'Margaret Quillfeather', 'Bridget Brackenridge', 'Helen Thistlewood', 'Patrick Ravenscroft', 'Martin Winterbourne', 'Laura Ashcombe', 'Thomas Wolstenholme', 'Susan Featherstone', 'Peter Cholmondeley', 'Alice Bassingthwaite', 'Robert Mountjennings']; // prettier-ignore

const made = new Map(
  origins.map((origin, at): [Origin, Canaries] => {
    const two = String(at + 11);
    const name = names[at] ?? '';
    return [
      origin,
      {
        card: withLuhn(`4539 7218 ${two}60 48${two.charAt(1)}`),
        iban: withMod97('DE', `3704 0044 05${two} 0130 ${two}`),
        email: `reader.${two}.here@canary-${two}.example.org`,
        phone: `+353 85 7${two} 40${two}`,
        ssn: `5${two}-90-4399`,
        ip: `81.2.${two}.69`,
        name,
      },
    ];
  }),
);

export function canariesOf(origin: Origin): Canaries {
  const canaries = made.get(origin);
  if (!canaries) throw new RangeError(origin);
  return canaries;
}

/** A sentence that holds all of an origin's values, as a customer would write them. */
export function sentenceOf(origin: Origin): string {
  const { card, iban, email, phone, ssn, ip, name } = canariesOf(origin);
  return `My name is ${name}, my card is ${card}, my IBAN is ${iban}, write to ${email} or call ${phone}; my SSN is ${ssn} and I came from ${ip}.`;
}

function withLuhn(fifteen: string): string {
  const digits = fifteen.replace(/\D/g, '');
  for (let check = 0; check < 10; check += 1) {
    const sum = [...`${digits}${check}`].reverse().reduce((total, digit, at) => {
      const value = Number(digit) * (at % 2 === 1 ? 2 : 1);
      return total + (value > 9 ? value - 9 : value);
    }, 0);
    if (sum % 10 === 0) return `${fifteen}${check}`;
  }
  throw new RangeError(fifteen);
}

function withMod97(country: string, bban: string): string {
  const letters = (text: string) =>
    text.replace(/[A-Z]/g, (letter) => String(letter.charCodeAt(0) - 55)).replace(/\s/g, '');
  const check = 98n - (BigInt(letters(`${bban}${country}00`)) % 97n);
  return `${country}${String(check).padStart(2, '0')} ${bban}`;
}

/** One value and the forms in which it is looked for. */
interface Sought {
  origin: Origin;
  kind: Kind;
  /** In lower case without spaces, dashes, underscores and NUL: any grouping, UTF-16 and file names. */
  bare: string[];
  /** As bytes are shown. */
  encoded: string[];
}

const separators = /[\s\u00a0\0_+-]|%20/g;
const bareForm = (text: string) => text.toLowerCase().replace(separators, '');

const sought: Sought[] = origins.flatMap((origin) =>
  (Object.entries(canariesOf(origin)) as [Kind, string][]).map(([kind, value]) => {
    // A family name alone is a name as well.
    const values = kind === 'name' ? [value.split(' ')[1] ?? ''] : [value];
    const written = [...new Set(values.flatMap((one) => [one, one.toLowerCase(), one.replace(/[\s-]/g, ''), one.replace(/\s/g, '-')]))]; // prettier-ignore
    return {
      ...{ origin, kind },
      bare: values.flatMap((one) => [bareForm(one), bareForm(encodeURIComponent(one))]),
      encoded: written.flatMap((one) => [...inBase64(Buffer.from(one)), ...inBase64(Buffer.from(one, 'utf16le')), Buffer.from(one).toString('hex')]), // prettier-ignore
    };
  }),
);

/** What stands in base64 of a text that holds the bytes, wherever they begin. */
function inBase64(bytes: Buffer): string[] {
  return [0, 1, 2].map((before) => {
    const text = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    // What depends on the neighbours is left off.
    const first = before === 0 ? 0 : before + 1;
    const last = Math.floor(((before + bytes.length) * 8) / 6);
    return text.slice(first, last);
  });
}

/** @returns `kind of origin`, each once. */
export function canariesIn(text: string): string[] {
  const unescaped = text.replace(/\\u([0-9a-fA-F]{4})/g, (_, code: string) => String.fromCharCode(parseInt(code, 16))); // prettier-ignore
  const bare = bareForm(unescaped);
  const urlSafe = text.replaceAll('-', '+').replaceAll('_', '/');
  const hexadecimal = text.toLowerCase();
  return sought
    .filter(
      ({ bare: forms, encoded }) =>
        forms.some((form) => bare.includes(form)) ||
        encoded.some((form) => text.includes(form) || urlSafe.includes(form) || hexadecimal.includes(form)),
    )
    .map(({ origin, kind }) => `${kind} of ${origin}`);
}
