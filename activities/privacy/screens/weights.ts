// How much each kind of finding adds to the log odds, and where they start. Data. Set by hand on the `tune` rows, then fitted together
// with the worth of the frames (frames/frame-list.ts says how).
import type { ScreenCode } from '../../../contracts/screens.ts';

export const bias = -4.5;

export const weights: Readonly<Record<ScreenCode, number>> = {
  override_instructions: 5.5,
  new_instructions: 3.1,
  role_reassignment: 2.9,
  unrestricted_persona: 4.2,
  refusal_suppression: 2.9,
  prompt_extraction: 5.2,
  secret_request: 4.3,
  forged_turn: 3.6,
  addressed_to_model: 3.4,
  steers_user: 2.4,
  authority_claim: 1.6,
  conditional_trigger: 2.2,
  secrecy: 2.8,
  tool_request: 2.8,
  data_exfiltration: 3.6,
  answer_dictation: 2.5,
  control_bypass: 2.1,
  coercion: 2.2,
  fiction_frame: 2.1,
  harmful_request: 4.2,
  hidden_text: 2.4,
  encoded_text: 3.0,
  obfuscated_text: 0.5,
};
