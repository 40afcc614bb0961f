// Text that is written to cost: the work of the recognisers grows with its length and no faster.
import { describe, expect, it } from 'vitest';
import { findPersonalData } from '../../activities/privacy/recognisers/find-personal-data.ts';

describe('recognisers on hostile text', () => {
  const units = [
    '1 ', '4111 ', 'a@', '@a.', '((', 'John ', 'Xy ', '12 Xy ', 'rue de la ', '1/', '::', 'GB82 ', '"@', 'name at host ', '+1 (', '(212) 555-', '\u200b', '😀', '1.2.3.', 'http://)', 'Dr. ', 'May 1 ', 'Am Xy ',
  ]; // prettier-ignore
  // The processor's time, not the clock's: other people's work must not decide.
  const cost = (length: number) => {
    const before = process.cpuUsage();
    for (const unit of units) findPersonalData(unit.repeat(Math.ceil(length / unit.length)).slice(0, length));
    const { user, system } = process.cpuUsage(before);
    return user + system;
  };

  it('work in proportion to its length', () => {
    cost(2_000);
    const short = Math.min(cost(4_000), cost(4_000), cost(4_000));
    const long = Math.min(cost(20_000), cost(20_000), cost(20_000));
    // Five times the text: linear is 5, quadratic 25.
    expect(long / short).toBeLessThan(16);
  }, 120_000);
});
