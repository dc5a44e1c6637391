import type { ErrorFacts } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { layerName, nameOf, requestLine, writeOf } from '../../facts.ts'

/** What Node.js says in strict mode, as in every module: `id` of a session cannot be written (express-session session/session.js). */
const isOfId = ({ name, message }: ErrorFacts): boolean =>
  name === 'TypeError' && message === "Cannot assign to read only property 'id' of object '#<Session>'"

export default cause({
  code: 'session-id-assigned',
  title: 'The id of the session is overwritten',
  level: 'error',
  lesson: 3,
  step: 'A new id on purpose',
  symptoms: ['error-500', 'data-lost', 'new-id-every-request'],
  words: [
    'req.session.id is a random string',
    'cannot store id',
    'req.session.id',
    'req.sessionid',
    "cannot assign to read only property 'id' of object '#<session>'",
    'set own session id',
    'set sessionid manually',
    'use the user id as session id',
    'object.assign(req.session, user)',
    'user object spread into the session',
  ],
  howToTell:
    'req.sessionID is not the same at the end of the request as at its beginning, and regenerate() was not called',
  explains: ['handler-threw', 'genid-not-text', 'nothing-saved'],
  find({ exchanges }) {
    const assigned = exchanges.flatMap((exchange) => {
      const error = exchange.errors.find(isOfId)
      const change = exchange.changes.find(({ kind, when }) => kind === 'id' && when === 'before-head')
      return error || change ? [{ exchange, error, change }] : []
    })
    const [first] = assigned
    if (!first) return null
    const { exchange, error, change } = first
    const layer = exchange.layers.find((one) =>
      error ? one.did === 'threw' && one.session === null : one.layer === change?.layer,
    )
    const who = layer ? layerName(layer) : 'the app'
    return {
      message: error
        ? `For ${requestLine(exchange)}, ${who} set req.session.id, which is the id of the session itself and cannot be written. session() makes it before the handlers run.`
        : `For ${requestLine(exchange)}, ${who} set req.sessionID. The data is still kept under the old id, and the cookie ` +
          'has the new one, so the next request finds nothing.',
      ...(change && !error ? writeOf(exchange, change) : { at: error?.at ?? layer?.at ?? null }),
      exchange: nameOf(exchange),
      count: assigned.length,
    }
  },
  fix: {
    text: 'Keep your own values under names of your own. For a new session id, call regenerate().',
    code: 'req.session.userId = user.id',
  },
  moves: [{ send: 'POST /login' }, { send: 'GET /' }],
})
