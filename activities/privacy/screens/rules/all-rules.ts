// All phrases of the screen.
import type { PhraseRule } from '../match-phrases.ts';
import { actionRules } from './actions.ts';
import { extractionRules } from './extraction.ts';
import { otherLanguageRules } from './other-languages.ts';
import { overrideRules } from './override.ts';
import { personaRules } from './persona.ts';
import { plantedRules } from './planted.ts';
import { pretextRules } from './pretexts.ts';
import { probeRules } from './probes.ts';
import { replyRules } from './replies.ts';

export const phraseRules: readonly PhraseRule[] = [
  ...overrideRules,
  ...personaRules,
  ...extractionRules,
  ...plantedRules,
  ...replyRules,
  ...pretextRules,
  ...probeRules,
  ...actionRules,
  ...otherLanguageRules,
];
