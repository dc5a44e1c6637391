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
    const lost = forgottenIn(observation).filter(isFault)
    const [first] = lost
    if (!first) return null
    const { exchange, kept, call, isRestart } = first
    const { className } = call.store ?? {}
    return {
      message: `${className} took the session of ${requestLine(kept)} without an error, and found nothing under its id at ${requestLine(exchange)}. ${reasonOf(first)}`,
      ...(isRestart === null && isOfApp(call) ? placeOfMethod(call, 'set') : { at: call.at, option: 'store' }),
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

/** Names of options that say where sessions are, by which two starts may differ. */
function reasonOf({ isRestart, call, keeper }: Forgotten): string {
  if (isRestart === null)
    return 'So it keeps it under another id, keeps it later than it says, drops it at once, or something deleted it.'
  const moved = Object.entries(call.store?.settings ?? {}).find(
    ([name, { value }]) => keeper.store?.settings[name]?.value !== value,
  )
  return moved
    ? `Its option ${moved[0]} is ${JSON.stringify(moved[1].value)} now and was ${JSON.stringify(keeper.store?.settings[moved[0]]?.value)} in the process before.`
    : 'Another process had kept it: so each of them looks in a place of its own, or something is deleted when the app starts.'
}
