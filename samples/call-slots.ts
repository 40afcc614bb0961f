// Free call slots of the sample tenants' desks: the next ten business days, in the desks' own working hours.
import type { CallSlot } from '../contracts/ports/crm.ts';
import type { Prng } from './prng.ts';

const dayMs = 86_400_000;
const minuteMs = 60_000;

export interface Desk {
  name: string;
  /** Minutes after midnight UTC at which a call can begin. */
  startsUtc: number[];
  minutes: number;
}

/** About two thirds of each desk's times are free, drawn by `prng`; soonest first, none before tomorrow. */
export function makeCallSlots(
  prng: Prng,
  input: { prefix: string; now: number; desks: readonly Desk[] },
): CallSlot[] {
  const today = Math.floor(input.now / dayMs) * dayMs;
  const businessDays = Array.from({ length: 15 }, (_, index) => today + (index + 1) * dayMs)
    .filter((day) => ![0, 6].includes(new Date(day).getUTCDay()))
    .slice(0, 10);
  return businessDays
    .flatMap((day) =>
      input.desks.flatMap((desk, deskIndex) =>
        desk.startsUtc
          .map((minutes) => ({
            id: `${input.prefix}-${new Date(day).toISOString().slice(0, 10)}-${deskIndex + 1}-${minutes}`,
            start: day + minutes * minuteMs,
            minutes: desk.minutes,
            desk: desk.name,
          }))
          .filter(() => prng.chance(0.65)),
      ),
    )
    .sort((one, other) => one.start - other.start || one.id.localeCompare(other.id));
}
