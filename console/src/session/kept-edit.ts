// What somebody typed and has not sent, kept for this window until it is sent or thrown away: an ended session, a reload or a lost race
// takes nothing away.
import { useState } from 'react';

export interface KeptEdit {
  /** Of the proposal that was edited. */
  proposalHash: string;
  output: Record<string, unknown>;
}

const prefix = 'wayproof-edit/';
const keyOf = (principal: string, journeyId: string) => `${prefix}${principal}/${journeyId}`;

/** For whoever sits down next: he reads nothing of what another person typed. */
export function forgetKeptEdits(): void {
  for (const key of Object.keys(sessionStorage)) if (key.startsWith(prefix)) sessionStorage.removeItem(key);
}

/** @returns what is kept, and how to keep another or (null) nothing. */
export function useKeptEdit(
  principal: string,
  journeyId: string,
): [KeptEdit | null, (edit: KeptEdit | null) => void] {
  const key = keyOf(principal, journeyId);
  const [kept, setKept] = useState<KeptEdit | null>(() => read(key));
  return [
    kept,
    (edit) => {
      setKept(edit);
      if (edit === null) sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, JSON.stringify(edit));
    },
  ];
}

function read(key: string): KeptEdit | null {
  const text = sessionStorage.getItem(key);
  return text === null ? null : (JSON.parse(text) as KeptEdit);
}
