/** Numbers as the tables print them. */

export function count(rows: number): string {
  return Math.round(rows).toLocaleString("en");
}

export function perSecond(rate: number): string {
  return `${count(rate)}/s`;
}

export function milliseconds(ms: number): string {
  return `${ms.toFixed(ms < 10 ? 2 : ms < 100 ? 1 : 0)} ms`;
}

export function times(ratio: number): string {
  return `${ratio.toFixed(2)}×`;
}
