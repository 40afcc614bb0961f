// What a command reads from and writes to: a process's own streams, or a test's.
import type { Environment } from '../workers/config.ts';

export interface Terminal {
  out: (text: string) => void;
  error: (text: string) => void;
  /** Whole text of a file; `-` is standard input. */
  read: (file: string) => Promise<string>;
  /** Replaces the line that a person watches while he waits; an empty text takes it away. Absent: nobody watches. */
  progress?: (text: string) => void;
  /** Asks who sits there; null: he ended his input. Absent: nobody does. */
  ask?: (question: string) => Promise<string | null>;
  now: () => number;
  environment?: Environment;
}
