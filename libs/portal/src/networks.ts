import { networkOf } from '@aftercare/identity';

/** The wide network an address belongs to: /16 in IPv4, /32 in IPv6. */
export function wideNetworkOf(ip: string): string {
  const network = networkOf(ip);
  const separator = network.includes(':') ? ':' : '.';
  return network.split(separator).slice(0, 2).join(separator);
}
