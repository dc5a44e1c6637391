import type { ExchangeFacts, Observation, SessionCall } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { nameOf, requestLine } from '../../facts.ts'
import { forgottenIn, isInMemory, type Forgotten } from '../../forgotten.ts'
import { isOfApp, placeOfMethod } from '../../store-place.ts'

/** A store in memory may forget at a restart: that is another cause. One that is meant to keep, or the same process, may not. */
const isFault = ({ isRestart, call }: Forgotten): boolean => isRestart === null || isInMemory(call) === false

export default cause({
  code: 'store-forgets',
  title: 'The store has lost a session that it was given',
  level: 'error',
  lesson: 11,
  step: 'Three methods',
  symptoms: ['data-lost', 'new-id-every-request', 'logged-out-at-restart'],
  words: [
    'no session found',
    'session not found in store',
    'store returns null',
    'custom store',
    'session lost although saved',
    'logged out after restart although sessions are in files',
    'sessions folder emptied',
  ],
  howToTell:
    'the store called back without an error when it was given the session, and finds nothing under its id a moment later',
  explains: ['memory-store-restart', 'memory-store-processes'],
  find(observation) {
    const all = forgottenIn(observation).map((one) => ({ ...one, emptied: emptiedBetween(observation, one) }))
    const lost = all.filter((one) => isFault(one) && (one.emptied === null || isOfAnother(one)))
    const [first] = lost
    if (!first) return null
    const { exchange, kept, call, isRestart } = first
    const { className } = call.store ?? {}
    const { emptied } = first
    if (emptied)
      return {
        message:
          `${requestLine(emptied)} called clear() of the store, which deletes the sessions of everyone. The one of ${requestLine(kept)} went with ` +
          `them: ${requestLine(exchange)} found nothing under its id.`,
        at: emptied.cleared,
        exchange: nameOf(exchange),
        count: lost.length,
        fix: {
          text: 'End one session with destroy(): it leaves those of others alone.',
          code: "req.session.destroy((error) => {\n  if (error) return next(error)\n  res.redirect('/')\n})",
        },
      }
    return {
      message: `${className} took the session of ${requestLine(kept)} without an error, and found nothing under its id at ${requestLine(exchange)}. ${reasonOf(first)}`,
      ...(isRestart === null && isOfApp(call)
        ? placeOfMethod(call, 'set')
        : { at: call.at, option: badTtl(call) === null ? 'store' : 'store.ttl' }),
      exchange: nameOf(exchange),
      count: lost.length,
    }
  },
  fix: {
    text: 'Keep each session under the id that the store is given, in the same place at each start, and call back when it is there.',
    code: "new FileStore({ path: './sessions', ttl: 86_400 })\n\nset(id, data, done) {\n  fs.writeFile(fileOf(id), JSON.stringify(data), done)\n}",
  },
  moves: [{ send: 'POST /login' }, { send: 'GET /' }],
})

/** The request in which the app emptied the store between the two, if there is one. */
const emptiedBetween = ({ exchanges }: Observation, { kept, exchange }: Forgotten): ExchangeFacts | null =>
  exchanges.find(({ cleared, at }) => cleared !== null && at >= kept.at && at <= exchange.at) ?? null

/** Whether somebody else emptied it, as far as that is known. */
const isOfAnother = ({ emptied, exchange }: Forgotten & { readonly emptied: ExchangeFacts | null }): boolean =>
  emptied?.client === null || emptied?.client !== exchange.client

/** A limit of the store by which no session is valid; null for none. */
function badTtl({ store }: SessionCall): string | number | null {
  const { kind, value } = store?.settings['ttl'] ?? {}
  const isBad = kind === 'string' ? Number.isNaN(Number(value)) : kind === 'number' && !(Number(value) > 0)
  return isBad && (typeof value === 'string' || typeof value === 'number') ? value : null
}

/** Names of options that say where sessions are, by which two starts may differ. */
function reasonOf({ isRestart, call, keeper }: Forgotten): string {
  const ttl = badTtl(call)
  if (ttl !== null)
    return `Its ttl is ${JSON.stringify(ttl)}, with which no session is valid: it has to be a number of seconds above 0.`
  if (isRestart === null)
    return 'So it keeps it under another id, keeps it later than it says, drops it at once, or something deleted it.'
  const moved = Object.entries(call.store?.settings ?? {}).find(
    ([name, { value }]) => keeper.store?.settings[name]?.value !== value,
  )
  return moved
    ? `Its option ${moved[0]} is ${JSON.stringify(moved[1].value)} now and was ${JSON.stringify(keeper.store?.settings[moved[0]]?.value)} in the process before.`
    : 'Another process had kept it: so each of them looks in its own place, or something is deleted when the app starts.'
}
