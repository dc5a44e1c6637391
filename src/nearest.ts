import distance from 'leven'

/**
 * The candidate that was probably meant, or undefined if none is close. Capitals do not count.
 * @param limit how many letters may be off; two, or a third of what was typed, where it is left out
 */
export function nearest(
  typed: string,
  candidates: readonly string[],
  limit = Math.max(2, Math.floor(typed.length / 3)),
): string | undefined {
  const word = typed.toLowerCase()
  let best: { readonly candidate: string; readonly off: number } | undefined
  for (const candidate of candidates) {
    const off =
      candidate.toLowerCase().startsWith(word) && word.length > 2 ? 0 : distance(word, candidate.toLowerCase())
    if (off <= limit && off < (best?.off ?? Infinity)) best = { candidate, off }
  }
  return best?.candidate
}
