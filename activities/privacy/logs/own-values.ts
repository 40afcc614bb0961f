// What a log line of ours holds and what is nobody's: our ids, hashes, times, loopback, places in code. It must never name a
// form that a card, an account or a person's name could take.

const hex = '[0-9a-f]';
const forms = [
  // Ids, each with the length that its maker gives it (contracts/ids.ts, store/).
  `\\b(?:prn|evt|doc|grt|ksw|pdc|kp)_${hex}{32}(?!\\w)`,
  `\\bsub_${hex}{32}(?:/${hex}{16})?(?!\\w)`,
  `\\b(?:jrn|req)_${hex}{24}(?!\\w)`,
  `\\b(?:run|pay|led|mk|ses)_(?=\\d{0,15}[a-f])${hex}{8,64}(?!\\w)`,
  // Hashes. A letter must be among them: two cards in a row are 32 digits as well.
  `(?<![\\w])(?=\\d{0,31}[a-f])${hex}{32,128}(?!\\w)`,
  // Temporal's run ids and any other uuid.
  `(?<![\\w-])${hex}{8}-${hex}{4}-[1-8]${hex}{3}-[89ab]${hex}{3}-${hex}{12}(?![\\w-])`,
  // Times.
  '\\b\\d{4}-[01]\\d-[0-3]\\dT[0-2]\\d:[0-5]\\d:[0-5]\\d(?:\\.\\d{1,9})?(?:Z|[+-]\\d\\d:\\d\\d)(?!\\w)',
  // Epoch milliseconds from 2017 to 2039: no card of 13 digits begins so.
  '(?<![\\w.+-])(?:1[5-9]|2[01])\\d{11}(?![\\w-])',
  // Loopback and "every address", with a port.
  '(?<![\\w.])(?:127(?:\\.\\d{1,3}){3}|0\\.0\\.0\\.0)(?::\\d{1,5})?(?![\\w]|\\.\\d)',
  '(?<![\\w:.])(?:::1?|\\[::1?\\])(?::\\d{1,5})?(?![\\w:.])',
  // Files of ours and of packages, as stacks name them. No run of digits that could be a number of somebody.
  '(?<![\\w@.])(?:file://)?(?:/|node:|[A-Z]:[\\\\/])(?:(?!\\d{7})[\\w.+/\\\\-]|(?<=/)@){1,200}?(?:\\.[cm]?[jt]s|\\.node|(?<=node:[\\w/]{1,60}))(?::\\d{1,6}){1,2}(?!\\w)',
  // Marks of this screen, and tokens of the privacy room (contracts/personal-data.ts); a card is no such code.
  '\\[\\[[A-Z_]{2,30}(?::\\d{1,7})?\\]\\]',
  '\\[\\[[A-Z_]{2,30}_(?=[0-9]{0,12}[a-z])[0-9a-z]{16}\\]\\]',
].map((form) => `(?:${form})`);

const anywhere = new RegExp(forms.join('|'), 'g');
const whole = new RegExp(`^(?:${forms.join('|')})$`);

/** True when the text is one value of ours and nothing else. */
export function isOwnValue(text: string): boolean {
  return text.length <= 300 && whole.test(text);
}

/** The text with each value of ours as a word of the same length, so that offsets stay and nothing in it is taken for a person's. */
export function blankOwnValues(text: string): string {
  return text.replace(anywhere, (value) => 'x'.repeat(value.length));
}
