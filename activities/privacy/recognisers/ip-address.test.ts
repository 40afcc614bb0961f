// Addresses of the network, and the versions, sections, times and hardware addresses that look like one.
import { describe, expect, it } from 'vitest';
import { findIpAddresses } from './ip-address.ts';
import { scanText } from './scanned-text.ts';

const found = (text: string) =>
  findIpAddresses(scanText(text)).map(({ type, start, end, score, recogniser }) => [
    type,
    text.slice(start, end),
    score,
    recogniser,
  ]);

describe('an IPv4 address', () => {
  it.each<[string, string, number]>([
    ['203.0.113.7', '203.0.113.7', 0.95],
    ['ip 203.0.113.7', '203.0.113.7', 1],
    ['address: 203.0.113.7', '203.0.113.7', 1],
    ['server 1.2.3.4', '1.2.3.4', 1],
    ['host version 1.2.3.4', '1.2.3.4', 1],
    ['255.255.255.255', '255.255.255.255', 0.95],
    ['250.199.0.19', '250.199.0.19', 0.95],
    ['10.2.3.4 (vpn)', '10.2.3.4', 0.95],
    ['127.0.0.1 build', '127.0.0.1', 0.95],
    ['172.16.1.1 update', '172.16.1.1', 0.95],
    ['192.168.1.1 release', '192.168.1.1', 0.95],
    ['203.0.113.7 release', '203.0.113.7', 0.95],
    ['1.2.3.20 release', '1.2.3.20', 0.95],
    ['1.2.3.4 arrived', '1.2.3.4', 0.95],
    ['1.2.3.4 is not the release', '1.2.3.4', 0.95],
    ['ip 1.2.3.4 release', '1.2.3.4', 1],
    ['203.0.113.7:80, 203.0.113.7', '203.0.113.7', 0.95],
    ['203.0.113.7/24', '203.0.113.7', 0.95],
    ['https://x.example from 203.0.113.7', '203.0.113.7', 0.95],
  ])('in %j is %j with %d', (text, written, score) => {
    expect(found(text)[0]).toEqual(['IP_ADDRESS', written, score, 'ipv4']);
  });

  // prettier-ignore
  it.each([
    '256.1.1.1', '1.2.3', '1.2.3.4.5', '1.2.3.4-5', '-1.2.3.4', '1.2.3.4,5', '7,1.2.3.4', 'x1.2.3.4', '1.2.3.4x', '01.2.3.4', '1.02.3.4',
    'version 1.2.3.4', 'v1.2.3.4', 'section 1.2.3.4', '1.2.3.4 release', '1.2.3.4 version', '1.2.3.4build', '1.2.3.4   firmware', '1.2.3.4 (new)',
    '1.2.3.4 rc1', '1.2.3.4 beta', '1.2.3.4 patch', '19.19.19.19 update', 'https://203.0.113.7/x', 'https://bob@203.0.113.7/x', 'https://bob:x@203.0.113.7',
  ])('is none in %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('an IPv6 address', () => {
  it.each([
    ['2001:db8::1', '2001:db8::1'],
    ['2001:DB8::1.', '2001:DB8::1'],
    ['2001:db8::1: down', '2001:db8::1'],
    ['::1', '::1'],
    ['fe80::', 'fe80::'],
    ['[fe80::1%eth0]:80', 'fe80::1%eth0'],
    ['::ffff:192.0.2.128', '::ffff:192.0.2.128'],
    ['1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7:8'],
    ['1:2:3:4:5:6:7:8:443', '1:2:3:4:5:6:7:8'],
    ['ip face::add', 'face::add'],
    ['from aa:bb:cc:dd:ee:ff:00:11', 'aa:bb:cc:dd:ee:ff:00:11'],
  ])('in %j is %j', (text, written) => {
    // The IPv4 address inside one is claimed as well, and loses.
    expect(found(text).filter(([, , , recogniser]) => recogniser === 'ipv6')).toEqual([
      ['IP_ADDRESS', written, 0.98, 'ipv6'],
    ]);
  });

  // prettier-ignore
  it.each([
    'face::add', '::', 'std::vector', '10:20', '12:30:45', '00:1b:44:11:3a:b7', 'aa:bb:cc:dd:ee:ff:00:11', 'x2001:db8::1', '2001:db8::1z', '2001:db8::1_',
    '1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8:9:a', '2001:db8:::1', '12345::1',
  ])('is none in %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});
