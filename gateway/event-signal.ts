// An accepted event as its customer's agent is told of it: control facts, and codes of what the screens found in its texts. A first
// delivery and a later one go through here, so that both say the same.
import { kindOf } from '../contracts/events.ts';
import type { EventSignal, EventType, Topic } from '../contracts/events.ts';
import { plantedCode } from '../contracts/screen-sentences.ts';

/** @returns `planted_…` codes, strongest first, at most three; none for a harmless event. */
export type ScreenEvent = (data: unknown) => string[];

export interface AcceptedEvent extends Omit<EventSignal, 'kind' | 'topic' | 'screened'> {
  type: EventType;
  data: { topic: Topic };
}

export function eventSignal(screenEvent: ScreenEvent, accepted: AcceptedEvent): EventSignal {
  const { event, type, data, session, at, by, body } = accepted;
  const screened = screen(screenEvent, data);
  return {
    ...{ event, kind: kindOf(type), topic: data.topic, session, at, by, body },
    ...(screened.length > 0 && { screened }),
  };
}

/** An accepted event is durable: a screen that fails must not keep it from its agent. What was not screened is doubted. */
function screen(screenEvent: ScreenEvent, data: unknown): string[] {
  try {
    return screenEvent(data);
  } catch {
    return [plantedCode('obfuscated_text')];
  }
}
