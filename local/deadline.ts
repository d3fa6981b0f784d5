import { StackFault } from "./stack-fault.ts";

/** `promise`, or a StackFault saying `line` when it has not settled after `ms`. */
export async function deadline<T>(promise: Promise<T>, ms: number, line: string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new StackFault(line)), ms);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
