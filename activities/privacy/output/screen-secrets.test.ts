// Secrets: what opens a door is found in its maker's form or beside the word that names it; ordinary words about doors are not.
import { describe, expect, it } from 'vitest';
import { holdsSecret } from './screen-secrets.ts';

/** Made of pieces, so that no scanner takes this file for a leak. */
const of = (...parts: string[]) => parts.join('');
const random = 'q7Zr2Vx9Kd4Ln8Tb5Yw3Mc6P';

const secrets: string[] = [
  of('-----BEGIN ', 'RSA PRIVATE KEY-----\nMIIE'),
  of('-----BEGIN ', 'PRIVATE KEY-----'),
  of('PuTTY-User-Key', '-File-3: ssh-ed25519'),
  of('AGE-SECRET', '-KEY-1QQPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L'),
  of('eyJhbGciOiJIUzI1NiJ9', '.eyJzdWIiOiIxMjM0In0', '.c2lnbmF0dXJl'),
  of('{"kty":"OKP","crv":"Ed25519","x":"aaaa","', 'd":"', random, '"}'),
  of('AKIA', 'IOSFODNN7EXAMPLE'),
  of('AIza', 'SyA1234567890abcdefghijklmnopqrstuv'),
  of('ghp', '_abcdefghijklmnopqrstuvwxyz0123456789'),
  of('github', '_pat_11ABCDEFG0abcdefghijkl_x'),
  of('glpat', '-abcdefghij0123456789'),
  of('xoxb', '-1234567890-abcdefghij'),
  of('https://hooks.slack', '.com/services/T000/B000/xxxx'),
  of('sk', '_live_abcdefghijklmnop0123'),
  of('sk', '-ant-abcdefghijklmnopqrst'),
  of('hf', '_abcdefghijklmnopqrstuvwxyzABCDEF'),
  of('npm', '_abcdefghijklmnopqrstuvwxyz0123456789'),
  of('SG', '.abcdefghijklmnop12.abcdefghijklmnop1234'),
  of('123456789', ':AAabcdefghijklmnopqrstuvwxyz0123456'),
  'postgres://app:hunter2@db.internal/crm',
  'mongodb+srv://u:p4ss@cluster.example/db',
  'Server=db;AccountKey=abcdefghijklmnop0123456789==',
  `Authorization: Bearer ${random}`,
  'Authorization: Basic dXNlcjpwYXNz',
  `bearer ${random}`,
  `Cookie: session=${random}`,
  'WAYPROOF_MASTER_KEY',
  'the value of wayproof_database_url is set',
  `Your password is ${random}.`,
  'password: Tulip-2031!',
  'Passwort: Tulpe2031x',
  `The API key of the desk: ${random}`,
  `client_secret=${random}`,
  `the secret, in short, would be ${random}`,
  `key: ${random}`,
  `pass\u200bword: ${random}`,
];

const ordinary: string[] = [
  '',
  'No card number or password is ever asked for in a chat.',
  'Your password is never needed; the key is delivered in the box.',
  'The key features: USB-C/HDMI-2.1/Wi-Fi-6E and 2,400 lumens.',
  'The key is the 24-70 Zoom Lens.',
  'A token of thanks: 1,500 points.',
  'The secret of a good call is a short briefing.',
  'Credentials are checked by the bank (PSD2, RTS-2018/389).',
  'The bearer of the note receives EUR 1,000.',
  'The bearer receives 4.5 percent a year on 2026-11-30.',
  'The Harbour note pays 4.5 % a year. Its risk class is 4 of 7.',
  'Order LM-2026-000123 was sent to the 64 stores.',
  'The serial number is SN-2026-A1B2.',
  'ISIN IE00B4L5Y983 is the World Equity Index Fund.',
  'See https://aldermoor.example/notes?id=3',
  'A basic authorization takes two days.',
  'Cookies: we serve them with coffee.',
  'begin private key information',
  'The password can be changed under Profile, Privacy, Security-Settings.',
  'The waypoint proof of delivery is kept.',
  'sk-1 ski wax and hf radio',
  'Access keys for the building are handed out at 9:30.',
  'Authorization takes 2 days; the key-card is 85x54 mm.',
  'Kennwort vergessen? Die Hotline hilft.',
  'The passphrase must have 12 characters.',
  'Tokens: none. Keys: two.',
  'AKIA is a name.',
  'Slide 14 of 16: pypi and npm are registries.',
  'postgres://db.internal/crm has no password',
  'My address is https://user@aldermoor.example',
  'Your client secretary is on leave until 2026-12-01.',
  'keyboard: ISO-DE, 105 keys, 2.4 GHz',
  'It is keyless: 2-Year-Warranty-Card-Included',
  'The PIN code area 560001 is served.',
  'Passport and passenger data are not asked for.',
  'Key: 0000-0000-0000-0000-000A',
  'The password of the day, they said, was aaaaaaaaaaaaaaaaaaa1.',
  'Key: q7Zr2Vx9Kd4Ln8',
  'Token: twelve-letters-without-any-digit',
  'Token: 1234-5678-9012-3456-7890',
  `A key is one thing. Far behind it stands what has nothing to do with it: ${random}`,
];

describe('secrets', () => {
  it.each(secrets)('%j is one', (text) => {
    expect(holdsSecret(text)).toBe(true);
    expect(holdsSecret(`Dear customer, ${text} and so on.`)).toBe(true);
  });

  it.each(ordinary)('%j is none', (text) => {
    expect(holdsSecret(text)).toBe(false);
  });
});
