import { noteError } from '../express/way.ts'
import { noteAnswer } from '../exchanges.ts'
import { current, exchangeOf, within, type Underway } from '../underway.ts'
import { leaveId, tellsId } from './id-read.ts'
import { reachByUpgrade } from '../upgrades.ts'
import { storedOf } from './store.ts'
import { firstSight, lookAgain } from './watch.ts'

type End = (...words: unknown[]) => unknown

/**
 * A request comes to the middleware that session() made.
 * @param id of the call of session()
 * @returns the words to call it with: its `next` tells what session() has done; null where nothing is written down of it
 */
export function reach(
  words: unknown[],
  id: number,
): { readonly words: unknown[]; readonly run?: (todo: () => unknown) => unknown } | null {
  const underway = exchangeOf(words[0])
  if (!underway) return reachByUpgrade(words, id, storedOf)
  const [request, response, next, ...rest] = words
  const { session } = underway.facts
  if (session.by.length > 0 && session.state === 'not-reached') session.state = 'stepped-aside'
  session.by.push(id)
  underway.asks = true
  const hadSession = Boolean((request as { session?: unknown }).session)
  underway.asks = !hadSession
  if (hadSession && session.state === 'not-reached') session.state = 'stepped-aside'
  const end = underway.response.end as End
  if (typeof next !== 'function') return null
  let isOn = false
  const told = new Proxy(next as End, {
    apply(go, self, said: unknown[]): unknown {
      underway.asks = false
      const [error] = said
      if (error) noteFailure(underway, error)
      if (!isOn && !hadSession) {
        isOn = true
        firstSight(underway)
        followEnd(underway, end)
      }
      return within(underway, () => Reflect.apply(go, self, said))
    },
  })
  const reached = { words: [request, response, told, ...rest] }
  if (current() === underway) return reached
  // What read the body may have called back in no course at all, as raw-body before 2.4.2 does.
  return { ...reached, run: (todo) => within(underway, todo) }
}

function noteFailure(underway: Underway, error: unknown): void {
  const { session, layers } = underway.facts
  // index.js `session`, "ensure a secret is available or bail".
  if (session.state === 'not-reached' && error instanceof Error && error.message.startsWith('secret option required'))
    session.state = 'no-secret'
  // It could not write the cookie, and says so when the head is gone (index.js `defer(next, err)`).
  if (underway.response.headersSent && session.cookie !== 'set') session.why ??= 'cannot-be-written'
  const own = layers.find((layer) => layer.session !== null)
  if (own && !underway.response.headersSent) own.did = 'threw'
  noteError(underway, error)
}

/** Hears when the app ends its answer: session() has put its own `end` there, and saves before it lets go. */
function followEnd(underway: Underway, before: End): void {
  const { response } = underway
  const own = response.end as End
  if (own === before) return
  const end = new Proxy(own, {
    apply: function tap(target, self, words: unknown[]): unknown {
      if (underway.ended) return Reflect.apply(target, self, words)
      noteAnswer(underway, tap)
      lookAgain(underway, response.headersSent ? 'after-head' : 'before-head')
      underway.facts.session.idTold = tellsId(underway, words[0])
      leaveId(underway)
      underway.ended = true
      underway.committing = true
      try {
        return within(underway, () => Reflect.apply(target, self, words))
      } finally {
        underway.committing = false
        // It touches the cookie of the session; that is not the app's doing.
        lookAgain(underway, 'after-end')
      }
    },
  })
  response.end = end as typeof response.end
}
