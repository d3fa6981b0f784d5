/** Networks of IPv4 that are nobody's on the internet: first address and bits (RFC 6890, 5771). */
const PRIVATE_NETWORKS: Array<[address: string, bits: number]> = [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 3],
];

/**
 * Whether an IP address is one that anybody may have on the internet: not loopback, private,
 * link-local (a cloud's metadata), reserved, or an IPv4 address in the clothes of IPv6.
 */
export function isPublicAddress(address: string): boolean {
  return address.includes(":") ? isPublicV6(address) : isPublicV4(address);
}

function isPublicV4(address: string): boolean {
  const number = toNumber(address);
  if (number === null) return false;
  return !PRIVATE_NETWORKS.some(([network, bits]) => {
    const size = 2 ** (32 - bits);
    const first = toNumber(network) ?? 0;
    return number >= first && number < first + size;
  });
}

function toNumber(address: string): number | null {
  const bytes = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/.exec(address)?.slice(1).map(Number);
  if (bytes === undefined || bytes.some((byte) => byte > 255)) return null;
  return bytes.reduce((number, byte) => number * 256 + byte, 0);
}

/** Global unicast is 2000::/3; what tunnels and documentation have of it is left out (RFC 6890). */
function isPublicV6(address: string): boolean {
  const [first = 0, second = 0] = address
    .split(":")
    .map((group) => Number.parseInt(group || "0", 16));
  if (!(first >= 0x2000 && first <= 0x3fff)) return false;
  if (first === 0x2001 && (second < 0x0200 || second === 0x0db8)) return false;
  return first !== 0x2002 && !(first === 0x3fff && second < 0x1000);
}
