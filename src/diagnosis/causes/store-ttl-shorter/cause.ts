import { roughly } from '../../../duration.ts'
import type { SessionCall } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { nameOf, requestLine } from '../../facts.ts'
import { forgottenIn, isInMemory, type Forgotten } from '../../forgotten.ts'

export default cause({
  code: 'store-ttl-shorter',
  title: 'The store drops sessions before their cookies end',
  level: 'error',
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
  ],
  howToTell: 'the cookie still comes, and the trace says "no session found" for an id that was found some time before',
  explains: ['store-forgets'],
  find(observation) {
    const soon = forgottenIn(observation).filter((one) => (ttlOf(one.call)?.ms ?? Infinity) <= goneMs(one))
    const dropped = [...soon, ...forgottenIn(observation, 'late')].filter(
      ({ isRestart, call }) => isRestart === null && !(isInMemory(call) && !ttlOf(call)),
    )
    const [first] = dropped
    if (!first) return null
    const { exchange, kept, call } = first
    const ttl = ttlOf(call)
    const length = call.options['cookie.maxAge']?.value
    return {
      message:
        `${requestLine(exchange)} brought a cookie that had not ended, ${roughly(goneMs(first))} after ${requestLine(kept)}, and ` +
        `${call.store?.className} no longer had its session` +
        `${ttl ? `: its ${ttl.name} of ${ttl.value} ends sessions sooner` : ': it has an end of its own, which comes sooner'} than ` +
        `${typeof length === 'number' ? `cookie.maxAge, ${length} milliseconds` : 'the cookie, which has no end'}.`,
      at: call.at,
      option: 'store',
      exchange: nameOf(exchange),
      count: dropped.length,
    }
  },
  fix: {
    text: 'Let the store keep sessions at least as long as the cookie lasts. Most stores count in seconds, maxAge in milliseconds.',
    code: "store: new FileStore({ path: './sessions', ttl: 30 * 24 * 60 * 60 })",
  },
  needs: ['session-file-store'],
  moves: [{ send: 'POST /login' }, { laterMs: 7_200_000 }, { send: 'GET /' }],
})

const goneMs = ({ exchange, kept }: Forgotten): number => exchange.at - kept.at

/** How long a store keeps sessions, where it has an option of that name: stores count in seconds. */
function ttlOf({ store }: SessionCall): { readonly name: string; readonly value: number; readonly ms: number } | null {
  const [name, facts] = Object.entries(store?.settings ?? {}).find(([key]) => /^ttl$/i.test(key)) ?? []
  return name !== undefined && typeof facts?.value === 'number'
    ? { name, value: facts.value, ms: facts.value * 1000 }
    : null
}
