import type { ExchangeFacts, StoreCallFacts } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { header, nameOf, requestLine, writeOf } from '../../facts.ts'
import { cameAfterHead, differences, keysChanged } from '../../overlap.ts'
import { loadOf } from '../../session-data.ts'

/** What a redirect told the store, where that did not hear of it before the head of the answer was out. */
function lateSave({ response, store }: ExchangeFacts): StoreCallFacts | undefined {
  if (response === null || header(response.headers, 'location') === undefined) return undefined
  return store.find(({ op, doneMs }) => op === 'set' && (doneMs === null || doneMs > response.headMs))
}

/**
 * How quick a store must be at its best to be too quick for browsers, in milliseconds: a redirect goes to the browser and back. A driver on
 * the same machine is quicker than that, and a busy machine makes some saves late.
 */
const QUICK_MS = 45

/** Whether a store never saved as quickly as that, as far as it called back at all. */
const isSlow = (exchanges: readonly ExchangeFacts[], { pid }: ExchangeFacts): boolean =>
  exchanges
    .filter((one) => one.pid === pid)
    .flatMap(({ store }) => store.filter(({ op }) => op === 'set'))
    .every(({ startedMs, doneMs }) => doneMs === null || doneMs - startedMs >= QUICK_MS)

export default cause({
  code: 'redirect-before-save',
  title: 'The redirect reaches the browser before the store has saved the session',
  level: 'error',
  lesson: 6,
  step: 'Save, then redirect',
  symptoms: ['data-lost', 'logged-out-early', 'works-locally-only'],
  words: [
    'session undefined after redirect',
    'session lost after redirect',
    'login works at second try',
    'have to log in twice',
    'flash message missing',
    'session not saved before redirect',
    'user undefined after redirect',
    'race condition at login',
    'authenticated only sometimes after redirect',
    'first login always sent back to login',
    'login only works the second time',
    'have to log in several times before it works',
  ],
  howToTell:
    'the request that follows the redirect asks the store before it has saved what was written before the redirect',
  explains: ['parallel-writes', 'resave-overwrites', 'nothing-saved'],
  find({ exchanges }) {
    const late = exchanges.flatMap((exchange) => {
      const save = lateSave(exchange)
      return save ? [{ exchange, save }] : []
    })
    if (late.length === 0) return null
    const early = exchanges.flatMap((next) => {
      const load = loadOf(next)
      const { exchange, save } =
        late.findLast(
          (one) => one.exchange !== next && one.save.id === load?.id && cameAfterHead(next, one.exchange),
        ) ?? {}
      const missing = save ? differences(save.session, load?.session ?? null) : []
      const key = exchange && keysChanged(exchange).find((one) => missing.includes(one))
      return exchange && save && key !== undefined && isBefore(next, exchange, save) && isSlow(exchanges, exchange)
        ? [{ exchange, next, load, key }]
        : []
    })
    const [first] = early
    if (!first) return null
    const { exchange, next, load, key } = first
    const change = exchange.changes.find(({ keys }) => keys.includes(key))
    return {
      message:
        `${requestLine(exchange)} wrote ${key} to the session and redirected. The browser was there with ${requestLine(next)} before the store ` +
        `had saved it, and the store ${load?.session ? 'still had the session without it' : 'knew no such session yet'}.`,
      ...(change ? writeOf(exchange, change, key) : { at: null }),
      exchange: nameOf(next),
      count: early.length,
    }
  },
  fix: {
    text: 'Redirect in the callback of save(): then the store has it.',
    code: "req.session.save((error) => {\n  if (error) return next(error)\n  res.redirect('/')\n})",
  },
  moves: [{ send: 'POST /login', follow: true }],
})

/** Whether the next request asked the store before that had called back. */
const isBefore = (next: ExchangeFacts, { at }: ExchangeFacts, { doneMs }: StoreCallFacts): boolean =>
  doneMs === null || next.at + (loadOf(next)?.startedMs ?? 0) < at + doneMs
