import type { ErrorFacts, Place, SessionCall, StoreFacts, ValueFacts } from '../observation.ts'
import { kindOf, valueFacts } from '../show.ts'
import type { Growing } from '../underway.ts'
import { ownParts } from './own-parts.ts'
import { secretFacts } from './secret.ts'

/** Where and when session() was called, and what came of it. */
export interface Circumstances {
  readonly id: number
  readonly pid: number
  readonly at: Place | null
  readonly version: string | null
  readonly during: number | null
  readonly printed: readonly string[]
  readonly threw: ErrorFacts | null
  readonly store: StoreFacts | null
}

/**
 * A call of session(), as facts.
 * @param options as they were given, whatever they are
 * @param environment the variables of the process
 */
export function sessionCall(
  options: unknown,
  circumstances: Circumstances,
  environment: Readonly<NodeJS.ProcessEnv>,
): Growing<SessionCall> {
  const given = ownParts(options)
  const cookie = ownParts(given['cookie'])
  const named: Record<string, ValueFacts> = {}
  for (const [name, value] of Object.entries(given)) named[name] = valueFacts(value, name)
  for (const [name, value] of Object.entries(cookie)) named[`cookie.${name}`] = valueFacts(value, name)
  // express-session index.js `session`: the first of them that is not empty.
  const name = given['name'] || given['key'] || 'connect.sid'
  return {
    ...circumstances,
    options: named,
    secret: secretFacts(given['secret'], environment) as Growing<SessionCall['secret']>,
    name: typeof name === 'string' ? name : kindOf(name),
  } as Growing<SessionCall>
}
