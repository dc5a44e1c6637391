/** What express-session prints with DEBUG=express-session (its index.js, `debug()`), and what that means. */
const MEANINGS: readonly (readonly [RegExp, string])[] = [
  [/no SID sent/, 'the request brought no session cookie'],
  [/cookie signature invalid/, 'no secret of the app makes the signature of the cookie that came'],
  [/cookie unsigned/, 'the cookie that came does not begin with s:'],
  [/no session found/, 'the store has no session under the id that came'],
  [/session found/, 'the store has the session'],
  [/store is disconnected/, 'the store was not connected, so the request went on without a session'],
  [/pathname mismatch/, 'the path of the request is not under `cookie.path`, so it went on without a session'],
  [/not secured/, 'no cookie was sent, because `cookie.secure` is true and the request did not come over https'],
  [/^error /, 'the store answered with an error'],
  [/set-cookie/, 'a cookie was sent'],
  [/saving/, 'the session was saved'],
  [/touch/, 'the session was not changed, and its end was moved'],
  [/destroy/, 'the session was destroyed'],
]

/** What to do about it, by the code of the cause that `explain` knows. What stops a session first. */
const CAUSES: readonly (readonly [RegExp, string])[] = [
  [/store is disconnected/, 'store-not-connected'],
  [/pathname mismatch/, 'path-not-covered'],
  [/not secured/, 'secure-over-http'],
  [/cookie signature invalid/, 'secret-replaced'],
  [/no session found/, 'store-forgets'],
  [/no SID sent/, 'client-sends-no-cookie'],
]

/**
 * Reads the lines aloud that express-session writes with DEBUG.
 * @returns two sentences; null where a text has no such line
 */
export function readDebugLines(text: string): string | null {
  const lines = Array.from(
    text.matchAll(
      /(?:^|\s)express-session(?!\/) ((?:no|not|cookie|session|store|pathname|set-cookie|saving|touching|destroying|destroyed|fetching|split|reloading|error)\b.*)/gm,
    ),
    ([, line = '']) => line,
  )
  if (lines.length === 0) return null
  const said = lines.flatMap((line) => MEANINGS.find(([words]) => words.test(line))?.[1] ?? [])
  const cause = CAUSES.find(([words]) => lines.some((line) => words.test(line)))?.[1]
  const told = [...new Set(said)].join('; ')
  return (
    `These are lines that express-session prints with DEBUG, not a cookie${told === '' ? '' : `: ${told}`}. ` +
    (cause === undefined
      ? 'Paste the cookie itself, or give the line to the command explain.'
      : `The command explain shows the cause: explain ${cause}`)
  )
}
