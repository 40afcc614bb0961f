// A sentence of the evidence or of the CRM as a reader here takes it: times of his own zone, and of a token the end by which pages
// know it. What was sealed stays as it is; this is for the eye alone.
import { shortToken } from './codes.ts';
import { timeWithin } from './time.tsx';

export function readerWords(line: string): string {
  return line
    .replaceAll(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z/g, (at) => timeWithin(Date.parse(at)))
    .replaceAll(/\b(?:evt|prn|sub|doc|kp|jrn|write)_[0-9a-f]{16,}/g, (token) => `…${shortToken(token)}`);
}
