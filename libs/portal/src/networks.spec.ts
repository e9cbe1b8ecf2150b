import { wideNetworkOf } from './networks.js';

describe('wideNetworkOf', () => {
  it.each([
    ['192.0.2.17', '192.0'],
    ['::ffff:192.0.2.17', '192.0'],
    ['2001:db8:1:2::3', '2001:db8'],
  ])('puts %s into %s', (ip, network) => {
    expect(wideNetworkOf(ip)).toBe(network);
  });
});
