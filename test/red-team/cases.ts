// All cases of the red team. Each has a word of its own, and no two the same id.
import { choiceCases } from './cases/choices.ts';
import { doorCases } from './cases/doors.ts';
import { leakCases } from './cases/leaks.ts';
import { linkCases } from './cases/links.ts';
import { shapeCases } from './cases/shapes.ts';
import type { RedTeamCase } from './case-types.ts';

export const redTeamCases: readonly RedTeamCase[] = [
  ...linkCases,
  ...leakCases,
  ...choiceCases,
  ...shapeCases,
  ...doorCases,
];
