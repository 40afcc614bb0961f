// How much each kind of finding adds to the log odds, and where they start. Data. The weights were set by hand on the `tune` rows;
// where they start was fitted with the worth of the frames (frames/frame-list.ts).
import type { ScreenCode } from '../../../contracts/screens.ts';

export const bias = -3.8;

export const weights: Readonly<Record<ScreenCode, number>> = {
  override_instructions: 4.6,
  new_instructions: 2.5,
  role_reassignment: 3,
  unrestricted_persona: 4,
  refusal_suppression: 2.8,
  prompt_extraction: 4.4,
  secret_request: 3.9,
  forged_turn: 3.4,
  addressed_to_model: 3.2,
  steers_user: 2.2,
  authority_claim: 1.7,
  conditional_trigger: 1.9,
  secrecy: 2.6,
  tool_request: 2.4,
  data_exfiltration: 3,
  answer_dictation: 2.2,
  control_bypass: 1.8,
  coercion: 2.2,
  fiction_frame: 2,
  harmful_request: 4,
  hidden_text: 2.4,
  encoded_text: 3,
  obfuscated_text: 0.2,
};
