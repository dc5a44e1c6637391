import type { ExchangeFacts, Observation } from '../../../observe/observation.ts'
import { cause, type Found } from '../../cause.ts'
import { header, nameOf, requestLine } from '../../facts.ts'

/** What Express 5 says where something is called that Express 4 had (its guide "Migrating to Express 5"). */
const NO_METHOD =
  /\b(?:(?:app|router|server)\.del|\w+\.(?:param|sendfile|acceptsCharset|acceptsEncoding|acceptsLanguage)) is not a function/

/** What path-to-regexp says of a path as Express 4 had them: `*`, `/:id?`, `(.*)`. */
const NO_PATH = /git\.new\/pathToRegexpError/

const isExpress5 = ({ packages }: Observation): boolean =>
  packages.some(({ name, version }) => name === 'express' && !/^[0-4]\./.test(version ?? ''))

/** An error that says so: in a request, or at the start. */
function failed({ exchanges, problems }: Observation): Found | null {
  const inRequests = exchanges.flatMap((exchange) =>
    exchange.errors.map((error) => ({ error, exchange: nameOf(exchange) })),
  )
  const atStart = problems.map(({ error }) => ({ error, exchange: null }))
  const said = [...atStart, ...inRequests].filter(
    ({ error: { message } }) => NO_METHOD.test(message) || NO_PATH.test(message),
  )
  const [first] = said
  if (!first) return null
  const { error, exchange } = first
  const isPath = NO_PATH.test(error.message)
  return {
    message: `"${error.message}": ${isPath ? 'Express 5 reads this path differently from Express 4.' : 'Express 4 had this method, and Express 5 no longer has it.'}`,
    at: error.at,
    exchange,
    count: said.length,
    fix: isPath
      ? {
          text: 'Write the path as Express 5 reads it.',
          code: "app.get('/*splat', handler)\napp.get('/file{/:name}', handler)",
        }
      : {
          text: 'Call what has taken its place.',
          code: 'app.delete(path, handler) // app.del()\nreq.params.id ?? req.query.id // req.param()\nres.sendFile(file) // res.sendfile()',
        },
  }
}

const isBack = ({ response }: ExchangeFacts): boolean =>
  response !== null && header(response.headers, 'location') === 'back'

/** A redirection to the page of before, which Express 5 takes for a path. */
function redirectedBack({ exchanges }: Observation): Found | null {
  const sent = exchanges.filter(isBack)
  const [first] = sent
  if (!first) return null
  // A relative path is looked for beside the page that it was sent to.
  const lost = exchanges.find(({ request, response }) => request.url.endsWith('/back') && response?.status === 404)
  return {
    message:
      `${requestLine(first)} was answered with "Location: back". Up to version 4, Express replaced that with the address of the page before; Express 5 takes it ` +
      `for a path. ${lost ? `So ${requestLine(lost)} was a 404, and` : 'So the browser asks for a path that ends in /back, and'} what was put into the session for ` +
      'that page is not shown.',
    at: first.layers.findLast(({ kind }) => kind === 'handler')?.at ?? null,
    exchange: nameOf(first),
    count: sent.length,
  }
}

export default cause({
  code: 'express-5-removed',
  title: 'The app uses something that Express 5 took away',
  level: 'error',
  lesson: 5,
  step: '401 or a redirect',
  symptoms: ['nothing-happens', 'error-500', 'process-ends'],
  words: [
    "res.redirect('back')",
    'redirect back',
    'express 5 redirect back',
    '404 /back after form',
    'cannot get /back',
    'flash message lost after upgrade to express 5',
    'location: back',
    'upgrade to express 5',
    'req.param is not a function',
    'app.del is not a function',
    'missing parameter name',
    'patherror',
  ],
  howToTell: 'the answer has "Location: back", or an error says that something is not a function that Express 4 had',
  explains: ['handler-threw', 'process-ended'],
  find: (observation) => (isExpress5(observation) ? (failed(observation) ?? redirectedBack(observation)) : null),
  fix: {
    text: 'Redirect to the page itself, or to the page that the header Referer names.',
    code: "res.redirect(req.get('Referrer') ?? '/')",
  },
  moves: [{ send: 'GET /form' }, { send: 'POST /form', headers: { Referer: '/form' }, follow: true }],
})
