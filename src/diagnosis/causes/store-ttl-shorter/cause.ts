import { roughly } from '../../../duration.ts'
import type { SessionCall } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { nameOf, requestLine } from '../../facts.ts'
import { forgottenIn, isInMemory, SOON_MS, type Forgotten } from '../../forgotten.ts'
import { handedOver, lifetimeOf } from '../../session-data.ts'

export default cause({
  code: 'store-ttl-shorter',
  title: 'The store drops sessions before their cookies end',
  level: 'error',
  lesson: 11,
  step: 'The end of a session',
  symptoms: ['logged-out-early', 'data-lost', 'new-id-every-request'],
  words: [
    'logged out earlier than maxage',
    'session gone but cookie there',
    'logged out after one hour',
    'logged out after a day',
    'store ttl',
    'session expires before cookie',
    'no session found',
    'ttl shorter than cookie maxage',
    'ttl of the store',
    'session gone from redis before the cookie ends',
    'user is logged out too early',
  ],
  howToTell: 'the cookie still comes, and the trace says "no session found" for an id that was found earlier',
  explains: ['store-forgets'],
  find(observation) {
    const lost = [...forgottenIn(observation), ...forgottenIn(observation, 'late')]
    const dropped = lost.filter((one) => isByItself(one) && isTooSoon(one))
    const [first] = dropped
    if (!first) return null
    const { exchange, kept, call } = first
    const ttl = ttlOf(call)
    const lifetime = lifetimeOf(handedOver(kept))
    return {
      message:
        `${requestLine(exchange)} brought a cookie that had not ended, ${roughly(goneMs(first))} after ${requestLine(kept)}, and ` +
        `${call.store?.className} no longer had its session` +
        `${ttl ? `: its ${ttl.name} of ${ttl.value} ends sessions sooner` : ': it has its own end, which comes sooner'} than ` +
        `${lifetime === null ? 'the cookie, which has no end' : `the cookie, which lasts ${roughly(lifetime)}`}.`,
      at: call.at,
      option: ttl ? `store.${ttl.name}` : 'store',
      exchange: nameOf(exchange),
      count: dropped.length,
    }
  },
  fix: {
    text: 'Let the store keep sessions at least as long as the cookie lasts. Most stores count in seconds, maxAge in milliseconds.',
    code: "store: new FileStore({ path: './sessions', ttl: 24 * 60 * 60 })",
  },
  needs: ['session-file-store'],
  moves: [{ send: 'POST /login' }, { laterMs: 600_000 }, { send: 'GET /' }],
})

/** Whether the store ended the session itself: it says so, or much time had gone by in one process and it is no store that never does. */
function isByItself(one: Forgotten): boolean {
  const ttl = ttlOf(one.call)
  // memorystore counts in milliseconds, and nothing else takes a session out of the memory of a process that goes on.
  if (ttl && one.isRestart === null && isInMemory(one.call) && ttl.value <= goneMs(one)) return true
  return ttl ? ttl.ms <= goneMs(one) : one.isRestart === null && goneMs(one) > SOON_MS && !isInMemory(one.call)
}

/** Whether nobody can have meant that. A cookie without an end lasts as long as the browser runs, so there a store has to end sessions. */
const isTooSoon = (one: Forgotten): boolean =>
  lifetimeOf(handedOver(one.kept)) !== null || (ttlOf(one.call)?.ms ?? Infinity) < SOON_MS

const goneMs = ({ exchange, kept }: Forgotten): number => exchange.at - kept.at

/** How long a store keeps sessions, where it has an option of that name: stores count in seconds. */
function ttlOf({ store }: SessionCall): { readonly name: string; readonly value: number; readonly ms: number } | null {
  const [name, facts] = Object.entries(store?.settings ?? {}).find(([key]) => /^ttl$/i.test(key)) ?? []
  return name !== undefined && typeof facts?.value === 'number' && facts.value > 0
    ? { name, value: facts.value, ms: facts.value * 1000 }
    : null
}
