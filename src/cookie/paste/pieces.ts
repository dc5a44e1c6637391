/**
 * The pieces of a text between semicolons, as `split(';')` gives them, but one at a time: millions of them at once would take
 * many times the memory of the text.
 * @param from where to begin, in UTF-16 units
 */
export function* segmentsOf(text: string, from = 0): Generator<string, void, undefined> {
  let start = from
  for (let at = text.indexOf(';', start); at !== -1; at = text.indexOf(';', start)) {
    yield text.slice(start, at)
    start = at + 1
  }
  yield text.slice(start)
}

/** The lines of a text without the spaces round them, one at a time. A line ends with a line feed, a carriage return or both. */
export function* linesOf(text: string): Generator<string, void, undefined> {
  const ends = /\r\n?|\n/g
  let start = 0
  while (ends.test(text)) {
    yield text.slice(start, ends.lastIndex).trim()
    start = ends.lastIndex
  }
  yield text.slice(start).trim()
}

/** Puts pieces together, a thousand at a time: each piece by itself takes more memory than its letters. */
export function createJoiner(): Joiner {
  let [parts, joined]: [string[], string[]] = [[], []]
  return {
    add(piece) {
      if (parts.push(piece) < 1000) return
      joined.push(parts.join(''))
      parts = []
    },
    text: () => joined.join('') + parts.join(''),
  }
}

/** A text that is put together. */
export interface Joiner {
  add(piece: string): void
  text(): string
}

/** Like `String.replace()`, which keeps the places of millions of matches at once. @param pattern with the flag g */
export function replaceEach(text: string, pattern: RegExp, replace: (match: RegExpExecArray) => string): string {
  const joiner = createJoiner()
  let at = 0
  for (const match of text.matchAll(pattern)) {
    joiner.add(text.slice(at, match.index) + replace(match))
    at = match.index + match[0].length
  }
  joiner.add(text.slice(at))
  return joiner.text()
}

/** Whether each of some pieces passes a test. Looks no further than the first that does not. */
export function every<T>(pieces: Iterable<T>, test: (piece: T) => boolean): boolean {
  for (const piece of pieces) if (!test(piece)) return false
  return true
}

/** Whether one of some pieces passes a test. Looks no further than that. */
export const some = <T>(pieces: Iterable<T>, test: (piece: T) => boolean): boolean =>
  !every(pieces, (piece) => !test(piece))

/** What a generator yields, made again each time it is gone through. */
export const again = <T>(generate: () => Iterator<T>): Iterable<T> => ({ [Symbol.iterator]: generate })
