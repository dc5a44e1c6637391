import { last, mistake, type Evidence, type Seen } from '../../../../src/exercise/index.ts'
import { methodLine, silentLine } from './methods.ts'
import { storeLine } from './places.ts'

/** Methods of a store that never call the function which they must call when they are done. */

type Call = Seen['store'][number]

const isHeldBack = ({ problem }: Evidence): boolean => problem?.message.includes('something holds it back') === true

/** The last call of the store, in a request that was never answered and in which nothing failed; undefined if there is none. */
function lastCall({ run, problem }: Evidence): Call | undefined {
  const { errors, store } = run.at(last)
  return problem?.kind === 'unanswered' && errors.length === 0 ? store.at(-1) : undefined
}

/** The name of the method for which express-session itself waits, as its trace shows; undefined if it is not sure. */
function awaited(seen: Evidence): Call['op'] | undefined {
  const waiting = seen.run.at(last)
  switch (lastCall(seen)?.op) {
    case 'get':
      return waiting.traced('session found') || waiting.traced('no session found') || waiting.traced('error')
        ? undefined
        : 'get'
    case 'touch':
      return waiting.traced('touching') && !waiting.traced('touched') ? 'touch' : undefined
    case 'destroy':
      return waiting.traced('destroying') && !waiting.traced('destroyed') ? 'destroy' : undefined
    case 'set':
      // Nothing is traced when it is done.
      return isHeldBack(seen) ? 'set' : undefined
    case undefined:
      return undefined
  }
}

export const waits = [
  mistake(
    (seen) => {
      const call = lastCall(seen)
      return call !== undefined && silentLine(seen.code, call.op)
    },
    (seen) =>
      `${lastCall(seen)?.op} of your store does not call the function that it is given for when it is done. ` +
      'What waits for that call never goes on, also where the method is async. So the answer never comes.',
  ),
  mistake(
    (seen) => awaited(seen) === 'get' && (methodLine(seen.code, 'get') ?? storeLine(seen.code)),
    'express-session asked get of the store for a session, and still waits: the function that get is given was not ' +
      'called. That must happen each time, also when there is no such session.',
  ),
  mistake(
    (seen) => {
      const op = awaited(seen)
      return op !== undefined && (methodLine(seen.code, op) ?? storeLine(seen.code))
    },
    (seen) =>
      `express-session called ${awaited(seen)} of the store, and still waits: the function that it is given was not called. ` +
      'That must happen each time, whatever comes of it.',
  ),
]
