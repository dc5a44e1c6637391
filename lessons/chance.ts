/**
 * Whether one id tells nothing of the other: they are of one length, and fewer than half of their characters are the same in
 * the same place. Two ids of uid-safe (32 of 64 characters) or two UUIDs fail this less than once in 10 ** 6 runs; ids that
 * count, or that are made from one another, never pass.
 */
export function areUnrelated(one: string, other: string): boolean {
  const same = one.split('').filter((character, i) => character === other[i]).length
  return one.length > 0 && one.length === other.length && same < one.length / 2
}
