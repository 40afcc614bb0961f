// Lines of an anchor, made and signed as the product makes them.
import { generateKeyPairSync, sign } from 'node:crypto';
import { canonicalJson, hashJson, hashText } from '../../contracts/canonical-json.ts';
import type { AnchoredHead, TreeHead } from '../../contracts/tree-head.ts';

/** @returns a maker of lines that one key signs. */
export function createLines() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const { x = '' } = publicKey.export({ format: 'jwk' });
  const key = { kty: 'OKP', crv: 'Ed25519', x } as const;
  const keyId = `led_${hashJson({ crv: 'Ed25519', kty: 'OKP', x }).slice(0, 16)}`;
  return (tenant: string, size: number, before: AnchoredHead | null): AnchoredHead => {
    const head: TreeHead = {
      ...{ format: 'wayproof-tree-head/1', tenant, size },
      ...{ root: hashText(`${tenant} ${size}`), at: 1_760_000_000_000 + size },
    };
    const signature = sign(null, Buffer.from(canonicalJson(head)), privateKey).toString('base64url');
    const prev = before && hashText(canonicalJson(before));
    return { format: 'wayproof-anchor/1', head, signature, keyId, key, endorsed: null, prev };
  };
}
