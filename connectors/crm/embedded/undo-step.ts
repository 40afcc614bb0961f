// How one effect of a write is taken back. Kept beside the write as JSON for ever: add kinds, never change one.

/** Objects whose `state` a write sets, by the name that diffs use. */
export type StatefulObject =
  | 'call'
  | 'call_slot'
  | 'briefing'
  | 'task'
  | 'portfolio_proposal'
  | 'granted_offer'
  | 'case'
  | 'message'
  | 'note';

export type UndoStep =
  /** Only from the state that the write left: what has moved on since, such as a message that was sent, stays. */
  | { kind: 'state'; object: StatefulObject; id: string; from: string; to: string }
  /** Relative, so that points which came later stay. */
  | { kind: 'points'; points: number };
