import { networkOf, wideNetworkOf } from './network.js';

describe('networks', () => {
  it.each([
    ['192.0.2.77', '192.0.2'],
    ['::ffff:192.0.2.77', '192.0.2'],
    ['2001:db8:1:2345::1', '2001:db8:1:2300'],
    ['2001:db8:1:23ff:1:2:3:4', '2001:db8:1:2300'],
    ['2001:db8::1', '2001:db8:0:0'],
    ['::1', '0:0:0:0'],
    ['fe80::1%eth0', 'fe80:0:0:0'],
  ])('counts %s to %s', (ip, network) => expect(networkOf(ip)).toBe(network));

  it.each([
    ['192.0.2.17', '192.0'],
    ['::ffff:192.0.2.17', '192.0'],
    ['2001:db8:1:2::3', '2001:db8'],
  ])('counts %s to the wide network %s', (ip, network) => expect(wideNetworkOf(ip)).toBe(network));
});
