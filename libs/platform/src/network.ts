import { isIPv6 } from 'node:net';

/** The network an address belongs to, for throttling: /24 in IPv4, /56 in IPv6; a mapped IPv4 address counts as IPv4. */
export function networkOf(ip: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip)?.[1];
  if (mapped !== undefined || !isIPv6(ip)) return (mapped ?? ip).split('.').slice(0, 3).join('.');
  const bare = ip.split('%')[0] ?? ip;
  const [head = '', tail] = bare.split('::');
  const before = head === '' ? [] : head.split(':');
  const after = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(8 - before.length - after.length, 0);
  const groups = [...before, ...Array<string>(zeros).fill('0'), ...after].map((group) => parseInt(group, 16));
  const [a = 0, b = 0, c = 0, d = 0] = groups;
  return [a, b, c, d & 0xff00].map((group) => group.toString(16)).join(':');
}

/** The wide network an address belongs to: /16 in IPv4, /32 in IPv6. */
export function wideNetworkOf(ip: string): string {
  const network = networkOf(ip);
  const separator = network.includes(':') ? ':' : '.';
  return network.split(separator).slice(0, 2).join(separator);
}
