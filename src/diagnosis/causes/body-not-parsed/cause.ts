import type { ErrorFacts, ExchangeFacts, SessionChange } from '../../../observe/observation.ts'
import { cause } from '../../cause.ts'
import { header, layerName, nameOf, requestLine } from '../../facts.ts'
import { layersIn } from '../../stack.ts'

/** What Express's own parsers are called in a stack. */
const PARSERS = ['jsonParser', 'urlencodedParser', 'textParser', 'rawParser']

/** Whether a body came, and nobody made a `req.body` of it. */
const isUnread = (exchange: ExchangeFacts): boolean =>
  (exchange.request.body === 'undefined' || isLeftEmpty(exchange)) && hasBody(exchange)

/** Below version 2, a parser of Express makes an empty `req.body` of a body that is not for it. */
function isLeftEmpty({ request, layers, changes }: ExchangeFacts): boolean {
  const type = header(request.headers, 'content-type') ?? ''
  const wanted = type.includes('json')
    ? 'jsonParser'
    : type.includes('x-www-form-urlencoded')
      ? 'urlencodedParser'
      : null
  const names = layers.map(({ name }) => name)
  // None of Express reads a form with files; multer calls itself so.
  const reader = type.startsWith('multipart/') ? 'multerMiddleware' : wanted
  const isOther = reader !== null && !names.includes(reader) && names.some((name) => PARSERS.includes(name))
  return isOther && request.body === 'object' && changes.some(hasUndefined)
}

const hasBody = ({ request }: ExchangeFacts): boolean =>
  Number(header(request.headers, 'content-length') ?? 0) > 0 ||
  header(request.headers, 'transfer-encoding') !== undefined

/** What Node.js says where a part of undefined is asked for. */
const isOfUndefined = ({ name, message }: ErrorFacts): boolean =>
  name === 'TypeError' &&
  (message.startsWith('Cannot read properties of undefined') || message.endsWith('as it is undefined.'))

/** Whether the same route got a body that was read: then it takes one kind of body, and this was another one. */
const isReadThere = (one: ExchangeFacts, other: ExchangeFacts): boolean =>
  one.request.body !== 'undefined' && !isLeftEmpty(one) && pathOf(one) === pathOf(other)

const pathOf = ({ request }: ExchangeFacts): string => `${request.method} ${request.url.split('?', 1)[0]}`

const hasUndefined = ({ undefinedKeys }: SessionChange): boolean => undefinedKeys.length > 0

export default cause({
  code: 'body-not-parsed',
  title: 'Nothing reads the body of the request, so there is no req.body',
  level: 'error',
  lesson: 5,
  step: 'Where a login is kept',
  symptoms: ['data-lost', 'error-500', 'nothing-happens'],
  words: [
    'req.body undefined',
    'req.body is undefined',
    'user in session undefined after login',
    'undefined is saved in the session',
    'form data undefined',
    'post data empty',
    "cannot destructure property of 'req.body' as it is undefined",
    'express.json',
    'body parser',
  ],
  howToTell: 'the request has a body, and the trace goes on with an empty session',
  explains: ['handler-threw', 'nothing-saved', 'empty-sessions'],
  find({ exchanges, stack }) {
    const unread = exchanges.flatMap((exchange) => {
      const { changes, errors, layers } = exchange
      if (!isUnread(exchange) || exchanges.some((one) => isReadThere(one, exchange))) return []
      const wrote = changes.find(hasUndefined)
      const handler = wrote
        ? layers.find(({ layer }) => layer === wrote.layer)
        : layers.find(({ did, sessionBefore }) => did === 'threw' && sessionBefore)
      return handler && (wrote || errors.some(isOfUndefined)) ? [{ exchange, handler, wrote }] : []
    })
    const [first] = unread
    if (!first) return null
    const { exchange, handler, wrote } = first
    const all = layersIn(stack)
    const below = all
      .slice(all.findIndex(({ id }) => id === handler.layer) + 1)
      .find(({ name, at }) => PARSERS.includes(name) && at !== null)
    const above = exchange.layers.find(({ name }) => PARSERS.includes(name))
    const type = header(exchange.request.headers, 'content-type')?.split(';', 1)[0]?.trim()
    const what = wrote ? `put undefined into the session as ${wrote.undefinedKeys.join(', ')}` : 'failed'
    return {
      message:
        `${requestLine(exchange)} brought a body${type ? ` (${type})` : ''}, and nothing above ${layerName(handler)} reads such a body${parserFor(type)}. ` +
        `So req.body was ${exchange.request.body === 'undefined' ? 'undefined' : 'empty'} there, and it ${what}.` +
        (above ? ` ${above.name}${above.at ? ` in line ${above.at.line}` : ''} is for bodies of another kind.` : '') +
        (below?.at ? ` A parser is below it, in line ${below.at.line}.` : ''),
      at: (wrote ? null : exchange.errors.find(isOfUndefined)?.at) ?? handler.at,
      exchange: nameOf(exchange),
      count: unread.length,
      ...(type?.startsWith('multipart/') ? { fix: PARTS } : {}),
    }
  },
  fix: {
    text: 'Use express.json() for JSON, and express.urlencoded() for forms, above the routes that use req.body.',
    code: 'app.use(express.json())\napp.use(express.urlencoded())',
  },
  moves: [{ send: 'POST /login', body: { user: 'ada' } }, { send: 'GET /' }],
})

const PARTS = {
  text: 'Let multer read this form, which may bring files; or, if it brings none, take enctype out of it and use express.urlencoded().',
  code: "app.post('/profile', multer().none(), (req, res) => res.send(req.body.name))",
}

/** What reads a body of this type, as the end of a sentence. */
function parserFor(type: string | undefined): string {
  if (type?.includes('json')) return ', as express.json() does'
  if (type?.startsWith('multipart/')) return ', as multer does'
  return type?.includes('x-www-form-urlencoded') ? ', as express.urlencoded() does' : ''
}
