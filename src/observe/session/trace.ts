import { format } from 'node:util'
import { createRequire } from 'node:module'
import { countCookieKeptBack } from '../counted.ts'
import type { SessionFacts } from '../observation.ts'
import { shortened } from '../show.ts'
import { takeRoom } from '../amount.ts'
import { current, since, type Underway } from '../underway.ts'
import { showValue } from '../show-value.ts'

/** The package through which express-session traces: its own copy. */
const DEBUG = 'debug'

type Debug = ((namespace: string) => (...words: unknown[]) => unknown) & object

/**
 * While express-session is loaded, hands it a `debug` that tells what it would print, whether `DEBUG` asks for it or not. What it
 * prints stays as it is.
 * @param file its index.js, from which it asks for `debug`
 * @returns gives back the one that was there
 */
export function lendDebug(file: string): () => void {
  try {
    const require = createRequire(file)
    const debug = require(DEBUG) as Debug
    const cached = require.cache[require.resolve(DEBUG)]
    if (!cached) return () => {}
    cached.exports = listening(debug)
    return () => void (cached.exports = debug)
  } catch {
    // One without debug says nothing.
    return () => {}
  }
}

/** What is lent to express-session where it asks for a package, and does not get what Node.js keeps of it, as in Jest. */
export const lent = (name: string, given: unknown): unknown =>
  name === DEBUG && typeof given === 'function' ? listening(given as Debug) : given

/** A `debug` that tells what express-session says through it, and prints what it would. */
const listening = (debug: Debug): Debug =>
  new Proxy(debug, {
    apply(make, self, words: [string]) {
      const own = Reflect.apply(make, self, words)
      if (words[0] !== 'express-session') return own
      return new Proxy(own, {
        apply(print, instance, said: unknown[]): unknown {
          const underway = current()
          if (underway) hear(underway, lineOf(said))
          else if (said[0] === NOT_SECURED) countCookieKeptBack()
          return Reflect.apply(print, instance, said)
        },
      })
    },
  })

/** A line as debug would print it: its `%o` shows a value on one line, and its `%j` is that of Node.js. */
function lineOf([text, ...values]: readonly unknown[]): string {
  if (typeof text === 'string' && values.length === 0 && !text.includes('%')) return shortened(text)
  if (typeof text !== 'string') return shortened(format(text, ...values))
  const [value] = values
  if (values.length === 1 && typeof value === 'string' && text.endsWith(' %s') && text.indexOf('%') === text.length - 2)
    return shortened(text.slice(0, -2) + value)
  const shown = [...values]
  let index = -1
  const plain = text.replaceAll(/%([a-zA-Z%])/g, (whole, letter: string) => {
    if (letter === '%') return whole
    index += 1
    if (letter === 'o') shown[index] = showValue(values[index])
    return letter === 'o' ? '%s' : whole
  })
  return shortened(format(plain, ...shown))
}

type State = SessionFacts['state']

/** What session() says when it looks at a request (index.js `session`), and what that means. */
const STATES: readonly (readonly [begins: string, state: State])[] = [
  ['store is disconnected', 'store-offline'],
  ['pathname mismatch', 'path-not-covered'],
  ['cookie signature invalid', 'bad-signature'],
  ['no SID sent', 'no-cookie'],
  ['fetching', 'pending'],
  ['error', 'store-failed'],
  ['no session found', 'unknown-id'],
  ['session found', 'found'],
]

/** What it says of a cookie that only goes over TLS (index.js `setcookie`). */
const NOT_SECURED = 'not secured'

/** What it says of a cookie that it does not set, and why. */
const REASONS: readonly (readonly [begins: string, why: NonNullable<SessionFacts['why']>])[] = [
  [NOT_SECURED, 'not-secured'],
  ['session ignored because of bogus', 'id-not-text'],
  ['no session', 'session-removed'],
]

function hear(underway: Underway, line: string): void {
  const { facts } = underway
  if (takeRoom(underway, line.length)) {
    facts.trace.push(line)
    facts.traceMs.push(since(underway))
  }
  const { session } = facts
  const state = STATES.find(([begins]) => line.startsWith(begins))?.[1]
  // With a bad signature it goes on as without a cookie, and says so.
  if (state && !(state === 'no-cookie' && session.state === 'bad-signature')) {
    session.state = state
    return
  }
  const why = REASONS.find(([begins]) => line.startsWith(begins))?.[1]
  if (why) session.why ??= why
}
