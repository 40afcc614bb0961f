// What Aldermoor Wealth sells. The knowledge documents quote these names, risk classes and fees; keep them in step.

/** `riskClass` is the summary risk indicator, 1 (lowest) to 7 (highest). */
export interface WealthProduct {
  id: string;
  name: string;
  riskClass: number;
  category: string;
}

export const wealthProducts: readonly WealthProduct[] = [
  { id: 'aw201-cash-euro-liquidity', name: 'Aldermoor Euro Liquidity Fund', riskClass: 1, category: 'money_market' },
  { id: 'aw202-cash-term-12', name: 'Aldermoor Term Deposit 12', riskClass: 1, category: 'deposit' },
  { id: 'aw301-bond-euro-short', name: 'Aldermoor Euro Government Short Bond Fund', riskClass: 2, category: 'bond_fund' },
  { id: 'aw302-bond-euro-corporate', name: 'Aldermoor Euro Corporate Bond Fund', riskClass: 3, category: 'bond_fund' },
  { id: 'aw303-bond-green', name: 'Aldermoor Green Bond Fund', riskClass: 3, category: 'bond_fund' },
  { id: 'aw401-mixed-income-30', name: 'Aldermoor Income 30 Portfolio', riskClass: 3, category: 'mixed_fund' },
  { id: 'aw402-mixed-balanced-50', name: 'Aldermoor Balanced 50 Portfolio', riskClass: 4, category: 'mixed_fund' },
  { id: 'aw403-mixed-growth-70', name: 'Aldermoor Growth 70 Portfolio', riskClass: 4, category: 'mixed_fund' },
  { id: 'aw601-pension-target-2045', name: 'Aldermoor Pension Target 2045', riskClass: 4, category: 'pension_fund' },
  { id: 'aw501-equity-world-index', name: 'Aldermoor World Equity Index Fund', riskClass: 4, category: 'equity_fund' },
  { id: 'aw502-equity-europe-dividend', name: 'Aldermoor Europe Dividend Fund', riskClass: 4, category: 'equity_fund' },
  { id: 'aw503-equity-europe-small', name: 'Aldermoor Europe Smaller Companies Fund', riskClass: 5, category: 'equity_fund' },
  { id: 'aw504-equity-emerging', name: 'Aldermoor Emerging Markets Fund', riskClass: 5, category: 'equity_fund' },
  { id: 'aw505-equity-clean-energy', name: 'Aldermoor Clean Energy Fund', riskClass: 6, category: 'equity_fund' },
  // Product numbers: 1xx notes, 2xx cash, 3xx bonds, 4xx mixed, 5xx equities, 6xx pensions.
  { id: 'aw101-note-protected-100', name: 'Aldermoor Capital Protected Note 100', riskClass: 2, category: 'structured_note' },
  { id: 'aw102-note-floater', name: 'Aldermoor Floored Floater Note', riskClass: 2, category: 'structured_note' },
  { id: 'aw103-note-protected-90', name: 'Aldermoor Capital Protected Note 90', riskClass: 3, category: 'structured_note' },
  { id: 'aw104-note-defensive-autocall', name: 'Aldermoor Defensive Autocall Europe', riskClass: 4, category: 'structured_note' },
  { id: 'aw105-note-phoenix-europe', name: 'Aldermoor Phoenix Note Europe', riskClass: 5, category: 'structured_note' },
  { id: 'aw106-note-twin-win', name: 'Aldermoor Twin-Win Note', riskClass: 5, category: 'structured_note' },
  { id: 'aw107-note-reverse-convertible', name: 'Aldermoor Barrier Reverse Convertible', riskClass: 6, category: 'structured_note' },
  { id: 'aw108-note-autocall-worst-of', name: 'Aldermoor Worst-Of Autocall Note', riskClass: 6, category: 'structured_note' },
  { id: 'aw109-note-leveraged-tracker', name: 'Aldermoor Leveraged Tracker Note', riskClass: 7, category: 'structured_note' },
]; // prettier-ignore
