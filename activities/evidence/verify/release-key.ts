// Whose release list the verifier believes when nobody names another key: that of this repository. Whoever runs his own build signs his
// own list and names his own key (docs/evidence.md).
import type { PublicJwk } from './public-keys.ts';

export const releaseKey: PublicJwk = {
  kty: 'OKP',
  crv: 'Ed25519',
  x: 'rPkceFnyTO94P6Vz3aHYp179n0xAaEUSD_YQVjBVzdM',
};
