// An error whose message is one sentence for a person at a terminal: what is wrong, and the way out. Entry points print
// it without a stack trace; everything else is a bug and goes to the log with its stack.
export class SentenceError extends Error {
  override readonly name: string = 'SentenceError';
}
