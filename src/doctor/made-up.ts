import { catalogue } from '../diagnosis/catalogue.ts'
import type { Cause } from '../diagnosis/cause.ts'
import handlerThrew from '../diagnosis/causes/handler-threw/cause.ts'
import type { Read } from '../diagnosis/source/parse.ts'
import type { ErrorFacts, ExchangeFacts } from '../observe/observation.ts'
import { isMadeUp } from './routes.ts'

/**
 * The catalogue for requests of which some parts are made up: a handler that fails because there is nothing with that id is not to blame
 * for its sessions. It is where the line that failed is about them.
 */
export const causesFor = (read: Read): readonly Cause[] =>
  catalogue.map((cause) =>
    cause === handlerThrew ? { ...cause, find: (seen) => cause.find(known(seen, read)) } : cause,
  )

const known = (seen: Parameters<Cause['find']>[0], read: Read): typeof seen => ({
  ...seen,
  exchanges: seen.exchanges.filter(
    (one) => !isMadeUp(one.request.url) || one.errors.some((error) => isOfSession(error, read)) || crashes(one),
  ),
})

/** An answer that breaks off is more than one that says that something is wrong. */
const crashes = ({ state, response }: ExchangeFacts): boolean => state === 'closed' && response === null

function isOfSession({ at, message }: ErrorFacts, read: Read): boolean {
  const line = at === null ? '' : (read(at.file)?.split('\n')[at.line - 1] ?? '')
  return /session|cookie/i.test(`${line} ${message}`)
}
