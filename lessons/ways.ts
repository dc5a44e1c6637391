import { answerOf, last, layersIn, mistake, type Evidence, type Handle, type Seen } from '../src/exercise/index.ts'

/** The way of a request through a learner's app, for exercises in which guards and routes decide. */

type Of = Handle<'send'>

/** Whether an answer says that all went well. */
export const succeeded = ({ status }: Seen): boolean => status >= 200 && status < 300

/** Whether a login was refused. Any status will do that says so, and a page to log in. */
export const isDenied = ({ status }: Seen): boolean => status >= 300 && status < 500

/** The guards and handlers that a request went through below session(). */
const ownLayers = ({ facts }: Evidence, of: Of) => {
  const { layers } = facts(of)
  const below = layers.slice(layers.findIndex(({ session }) => session !== null) + 1)
  return below.filter(({ kind }) => kind !== 'router' && kind !== 'route')
}

/** Where the last handler of a request is added. */
export const routeOf = (seen: Evidence, of: Of) => ownLayers(seen, of).at(-1)?.at ?? true

/** Whether a request went through something of the app above its route. */
export const isGuarded = (seen: Evidence, of: Of): boolean => ownLayers(seen, of).length > 1

/** Where the guard of a request decides: it answered, or let the request through to the route. */
export function guardOf(seen: Evidence, of: Of) {
  const layers = ownLayers(seen, of)
  const guard = succeeded(seen.run.at(of)) ? (layers.at(-2) ?? layers.at(-1)) : layers.at(-1)
  return (guard && (seen.tree.condition(guard) ?? guard.at)) ?? true
}

/** The line in which the last handler of a request calls one of these, by its last name; null if it calls none. */
export const lineOfCall = (seen: Evidence, of: Of, ...names: readonly string[]): number | null =>
  seen.tree
    .calls(ownLayers(seen, of).at(-1)?.at ?? null)
    .find(({ path }) => names.includes(path.split('.').at(-1) ?? ''))?.line ?? null

/** The same, or where that handler is added. */
export const callIn = (seen: Evidence, of: Of, ...names: readonly string[]) =>
  lineOfCall(seen, of, ...names) ?? routeOf(seen, of)

/** A rate limiter that stopped the checks. @param of the exchanges on which a check rests */
export const limited = (...of: readonly Of[]) => {
  const stopped = ({ run }: Evidence) => of.find((part) => run.at(part).status === 429)
  return mistake(
    (seen) => stopped(seen) !== undefined,
    (seen) => {
      const part = stopped(seen)
      const { method, path } = part ? seen.run.at(part).request : { method: '', path: '' }
      return (
        `${method} ${path} answered 429, too many requests: your rate limiter stopped the checks. They sent ` +
        `${seen.run.exchanges.length} requests, one right after the other.`
      )
    },
  )
}

/** An error page, where there should have been an answer. @param of the exchange that ended in it */
export const broke = (of: Of) =>
  mistake(
    ({ run, facts }) => run.at(of).status >= 500 && (facts(of).errors[0]?.at ?? answerOf(facts(of))),
    ({ run }) => {
      const { request, status, errors } = run.at(of)
      const because = errors[0] ? `, because of this error: ${errors[0].split('\n')[0]}` : ''
      return (
        `${request.method} ${request.path} answered ${status}${request.body === '' ? '' : ` to ${request.body}`}${because}. ` +
        'That points to a fault in the server.'
      )
    },
  )

/** A guard that stands below the route that it is meant for. @param of a request that got through */
export const guardBelow = (of: Of) =>
  mistake(
    (seen) => seen.run.at(of).status < 300 && placeBelow(seen, of),
    ({ run }) =>
      `The guard stands below a route for ${run.at(of).request.path}. Express goes from top to bottom: the route answers, and the guard is never ` +
      'asked.',
  )

/** Where something that such a request should go through stands below the route that answered it; null if nothing does. */
function placeBelow({ facts, run, observation: { stack } }: Evidence, of: Of) {
  const answered = facts(of).layers.findLast(({ did }) => did === 'answered')
  const route = stack.findIndex((one) => layersIn([one]).some(({ id }) => id === answered?.layer))
  const isGuard = ({ kind, path, session, name }: (typeof stack)[number]) =>
    kind === 'middleware' &&
    ['/', run.at(of).request.path].includes(path) &&
    session === null &&
    !name.endsWith('Parser')
  return route < 0 ? null : (stack.slice(route + 1).find(isGuard)?.at ?? null)
}

/** A route that listens to another method. @param of the request that nobody answered */
export const otherMethod = (of: Of, method: string, says: string) =>
  mistake(({ run, observation: { stack } }) => {
    const { request, status } = run.at(of)
    const other = layersIn(stack).find(({ path, methods }) => path === request.path && methods.includes(method))
    return status === 404 && (other?.at ?? null)
  }, says)

/** Something that skips what comes next, so that nothing answers. @param of the request */
export const skipped = (of: Of) =>
  mistake(
    (seen) => seen.run.at(of).status === 404 && lineOfCall(seen, of, 'next'),
    "Nothing answered, so Express said 404: next('route') and next('router') skip what comes next. A guard that refuses should answer itself.",
  )

/** A handler that reads from what find() did not find. @param of the request */
export const foundNobody = (of: Of) =>
  mistake(
    (seen) => {
      const { request, errors } = seen.run.at(of)
      const isOfNothing = [...errors, seen.problem?.message].some((one) =>
        one?.includes('Cannot read properties of undefined'),
      )
      if (!isOfNothing || request.body === '') return false
      return isAnsweredBefore(seen, of) ? answerOf(seen.facts(of)) : callIn(seen, of, 'find')
    },
    (seen) =>
      `find() finds nobody for ${seen.run.at(of).request.body} and returns undefined. ` +
      (isAnsweredBefore(seen, of)
        ? 'This line says so, and what stands below it runs all the same: sending an answer does not end a function.'
        : 'What comes next tries to read from that.'),
  )

/** Whether a refusal was sent, and the handler went on. */
const isAnsweredBefore = ({ facts }: Evidence, of: Of): boolean => {
  const { response } = facts(of)
  return response !== null && response.status < 500
}

/** A guard or a handler behind session() that keeps the last request for itself, as it does with those whom it refuses. */
export const keptWaiting = mistake(
  (seen) => seen.problem?.kind === 'unanswered' && seen.facts(last).session.by.length > 0 && guardOf(seen, last),
  ({ run }) =>
    `${run.at(last).request.method} ${run.at(last).request.path} gives no answer${run.at(last).request.body && ` to ${run.at(last).request.body}`}. ` +
    'A client that is refused needs an answer, or it waits forever: a guard that does not call next() must answer itself.',
)
