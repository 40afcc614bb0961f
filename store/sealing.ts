// Authenticated encryption of everything at rest: AES-256-GCM, a fresh random nonce each time, and associated data that name
// what was sealed, so that a value moved to another row, tenant or purpose does not open. Never logs what it opens.
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

/** A 32-byte key. */
export type Key = Uint8Array;

/** What a sealed value is: its purpose, whose it is. All parts are compared at opening. */
export type SealedName = readonly [purpose: string, ...ids: string[]];

const version = 1;
// NIST SP 800-38D: 96-bit nonces; random ones are safe for 2^32 messages a key, and a key here is one subject's or tenant's.
const nonceBytes = 12;
const tagBytes = 16;

export function newKey(): Key {
  return randomBytes(32);
}

/** @returns version byte, nonce, tag, ciphertext. */
export function seal(key: Key, name: SealedName, plain: Uint8Array): Uint8Array {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  cipher.setAAD(associatedData(name));
  const ciphertext = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([Uint8Array.of(version), nonce, cipher.getAuthTag(), ciphertext]);
}

/** @returns null when the value was altered, or sealed by another key or under another name. */
export function open(key: Key, name: SealedName, sealed: Uint8Array): Uint8Array | null {
  const bytes = Buffer.from(sealed);
  if (bytes.length < 1 + nonceBytes + tagBytes || bytes[0] !== version) return null;
  const nonce = bytes.subarray(1, 1 + nonceBytes);
  const tag = bytes.subarray(1 + nonceBytes, 1 + nonceBytes + tagBytes);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: tagBytes });
  decipher.setAAD(associatedData(name));
  decipher.setAuthTag(tag);
  const plain = decipher.update(bytes.subarray(1 + nonceBytes + tagBytes));
  try {
    return Buffer.concat([plain, decipher.final()]);
  } catch {
    // The tag does not fit; node says no more than that.
    return null;
  }
}

/** HKDF-SHA-256: another key for another purpose. */
export function deriveKey(key: Key, purpose: string): Key {
  return new Uint8Array(hkdfSync('sha256', key, new Uint8Array(0), `wayproof/1/${purpose}`, 32));
}

/** HMAC-SHA-256 over UTF-8 text, as 64 hex digits. */
export function keyedHash(key: Key, text: string): string {
  return createHmac('sha256', key).update(text, 'utf8').digest('hex');
}

/** Compares two hashes of the same length without telling by its duration where they differ. */
export function sameHash(one: string, other: string): boolean {
  const [left, right] = [Buffer.from(one, 'utf8'), Buffer.from(other, 'utf8')];
  return left.length === right.length && timingSafeEqual(left, right);
}

// JSON keeps the parts apart: ['a', 'bc'] and ['ab', 'c'] differ.
function associatedData(name: SealedName): Buffer {
  return Buffer.from(JSON.stringify(['wayproof/1', ...name]), 'utf8');
}
