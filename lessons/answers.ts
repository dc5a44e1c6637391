import { answerOf, mistake, type Evidence, type Handle, type Seen } from '../src/exercise/index.ts'

/** What several exercises ask of an answer. */

/** Whether a request was answered, and not with an error. */
export const isAnswered = ({ status, failure }: Seen): boolean => status > 0 && status < 400 && failure === null

/** The body of an answer, or its beginning. */
export const bodyOf = ({ response: { body } }: Seen): string => {
  const text = body.length > 40 ? `${body.slice(0, 40)}...` : body
  return body.startsWith('{') ? text : JSON.stringify(text)
}

/** A value as JSON, as the store and the answer write it. */
export const asJson = (value: unknown): string => JSON.stringify(value) ?? 'undefined'

/** Something above the route of a request that answered it, so that the route was never asked. */
export const stoppedAbove = (of: Handle<'send'>) =>
  mistake(
    (seen) => isStoppedAbove(seen, of) && answerOf(seen.facts(of)),
    (seen) => {
      const { status } = seen.run.at(of)
      const route = routeOf(seen, of)
      const session = seen.observation.stack.find((layer) => layer.session !== null)
      const isBelow = session?.at && (seen.facts(of).answeredAt?.line ?? 0) < session.at.line
      return (
        `This answered the visit, with ${status}${status < 400 ? ', a redirect' : ''}. ` +
        (isBelow ? `session() in line ${session.at?.line} and the route` : 'The route') +
        ` in line ${route?.at?.line} ${isBelow ? 'stand' : 'stands'} below it. Express goes from top to bottom, and stops at the first answer.`
      )
    },
  )

/** The route that is meant for a request: the last of its path and method. */
const routeOf = ({ observation, run }: Evidence, of: Handle<'send'>) =>
  observation.stack.findLast(
    ({ kind, path, methods }) =>
      kind === 'route' && path === run.at(of).request.path && methods.includes(run.at(of).request.method),
  )

function isStoppedAbove(seen: Evidence, of: Handle<'send'>): boolean {
  const route = routeOf(seen, of)
  const { layers, answeredAt } = seen.facts(of)
  return (
    seen.run.at(of).errors.length === 0 &&
    route !== undefined &&
    answeredAt !== null &&
    !layers.some(({ layer }) => [route, ...route.layers].some(({ id }) => id === layer))
  )
}
