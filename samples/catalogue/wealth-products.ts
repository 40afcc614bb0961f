// What Aldermoor Wealth sells. The knowledge documents quote these names, risk classes and fees; keep them in step.

/** `riskClass` is the summary risk indicator, 1 (lowest) to 7 (highest). */
export interface WealthProduct {
  id: string;
  name: string;
  riskClass: number;
  category: string;
}

export const wealthProducts: readonly WealthProduct[] = [
  { id: 'cash-euro-liquidity', name: 'Aldermoor Euro Liquidity Fund', riskClass: 1, category: 'money_market' },
  { id: 'cash-term-12', name: 'Aldermoor Term Deposit 12', riskClass: 1, category: 'deposit' },
  { id: 'bond-euro-short', name: 'Aldermoor Euro Government Short Bond Fund', riskClass: 2, category: 'bond_fund' },
  { id: 'bond-euro-corporate', name: 'Aldermoor Euro Corporate Bond Fund', riskClass: 3, category: 'bond_fund' },
  { id: 'bond-green', name: 'Aldermoor Green Bond Fund', riskClass: 3, category: 'bond_fund' },
  { id: 'mixed-income-30', name: 'Aldermoor Income 30 Portfolio', riskClass: 3, category: 'mixed_fund' },
  { id: 'mixed-balanced-50', name: 'Aldermoor Balanced 50 Portfolio', riskClass: 4, category: 'mixed_fund' },
  { id: 'mixed-growth-70', name: 'Aldermoor Growth 70 Portfolio', riskClass: 4, category: 'mixed_fund' },
  { id: 'pension-target-2045', name: 'Aldermoor Pension Target 2045', riskClass: 4, category: 'pension_fund' },
  { id: 'equity-world-index', name: 'Aldermoor World Equity Index Fund', riskClass: 4, category: 'equity_fund' },
  { id: 'equity-europe-dividend', name: 'Aldermoor Europe Dividend Fund', riskClass: 4, category: 'equity_fund' },
  { id: 'equity-europe-small', name: 'Aldermoor Europe Smaller Companies Fund', riskClass: 5, category: 'equity_fund' },
  { id: 'equity-emerging', name: 'Aldermoor Emerging Markets Fund', riskClass: 5, category: 'equity_fund' },
  { id: 'equity-clean-energy', name: 'Aldermoor Clean Energy Fund', riskClass: 6, category: 'equity_fund' },
  { id: 'note-protected-100', name: 'Aldermoor Capital Protected Note 100', riskClass: 2, category: 'structured_note' },
  { id: 'note-floater', name: 'Aldermoor Floored Floater Note', riskClass: 2, category: 'structured_note' },
  { id: 'note-protected-90', name: 'Aldermoor Capital Protected Note 90', riskClass: 3, category: 'structured_note' },
  { id: 'note-phoenix-europe', name: 'Aldermoor Phoenix Note Europe', riskClass: 5, category: 'structured_note' },
  { id: 'note-twin-win', name: 'Aldermoor Twin-Win Note', riskClass: 5, category: 'structured_note' },
  { id: 'note-reverse-convertible', name: 'Aldermoor Barrier Reverse Convertible', riskClass: 6, category: 'structured_note' },
  { id: 'note-autocall-worst-of', name: 'Aldermoor Worst-Of Autocall Note', riskClass: 6, category: 'structured_note' },
  { id: 'note-leveraged-tracker', name: 'Aldermoor Leveraged Tracker Note', riskClass: 7, category: 'structured_note' },
]; // prettier-ignore
