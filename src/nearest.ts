import { distance } from 'fastest-levenshtein'

/**
 * The candidate that was probably meant, or undefined if none is close: at most two letters off, or a third of what was
 * typed. Capitals do not count.
 */
export function nearest(typed: string, candidates: readonly string[]): string | undefined {
  const word = typed.toLowerCase()
  const limit = Math.max(2, Math.floor(word.length / 3))
  let best: { readonly candidate: string; readonly off: number } | undefined
  for (const candidate of candidates) {
    const off =
      candidate.toLowerCase().startsWith(word) && word.length > 2 ? 0 : distance(word, candidate.toLowerCase())
    if (off <= limit && off < (best?.off ?? Infinity)) best = { candidate, off }
  }
  return best?.candidate
}
