import { lookup as resolve, type LookupAddress } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import ipaddr from 'ipaddr.js';

/** The address may not be connected to, whatever it is called. */
export class ForbiddenAddress extends Error {
  readonly code = 'FORBIDDEN_ADDRESS';
}

/** Names and networks that may be posted to although they are not public; by http too. For exercises, and for receivers inside the house. */
export type AllowList = { hosts: readonly string[]; networks: readonly [ipaddr.IPv4 | ipaddr.IPv6, number][] };

/** Reads `localhost,10.0.0.0/8`; throws on what is neither a name nor a network. */
export function readAllowList(allowed: readonly string[]): AllowList {
  const networks = allowed.filter((entry) => entry.includes('/')).map((entry) => ipaddr.parseCIDR(entry));
  return { hosts: allowed.filter((entry) => !entry.includes('/')).map((host) => host.toLowerCase()), networks };
}

/** Why nothing is posted to such an address before anybody is asked who that is, or null. */
export function addressFlaw(text: string, allow: AllowList): string | null {
  const url = URL.parse(text);
  if (!url) return 'This is no address.';
  const host = hostOf(url.hostname);
  const isListed = allow.hosts.includes(host) || (isIP(host) > 0 && isInside(host, allow));
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isListed)) return 'Only https is posted to.';
  if (url.username !== '' || url.password !== '') return 'An address carries no name or password.';
  return isIP(host) > 0 && !isOpen(host, allow) ? 'This is no public address.' : null;
}

/** Without the brackets of IPv6. URL has already made one of `0x7f.1` and `2130706433`. */
export function hostOf(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, '').toLowerCase();
}

/** Whether this address, as numbers, may be connected to. IPv4 that is written as IPv6 is what it stands for. */
export function isOpen(address: string, allow: AllowList): boolean {
  if (!ipaddr.isValid(address)) return false;
  return ipaddr.process(address).range() === 'unicast' || isInside(address, allow);
}

function isInside(address: string, { networks }: AllowList): boolean {
  const parsed = ipaddr.process(address);
  return networks.some(([network, bits]) => network.kind() === parsed.kind() && parsed.match(network, bits));
}

/**
 * Resolves names for connections. What it answers is what is connected to, so that a name cannot be one thing when it is looked at and another when
 * it is used; a name of which one address is closed is closed.
 */
export function guardedLookup(allow: AllowList): LookupFunction {
  return (hostname, options, done) => {
    resolve(hostname, { ...options, all: true }, (error, found) => {
      if (error) return done(error, '', 0);
      const isListed = allow.hosts.includes(hostname.toLowerCase());
      if (found.length === 0 || (!isListed && found.some(({ address }) => !isOpen(address, allow))))
        return done(new ForbiddenAddress(`${hostname} is no public address.`), '', 0);
      const [first] = found as [LookupAddress];
      return options.all ? done(null, found) : done(null, first.address, first.family);
    });
  };
}
