import type { ExchangeSeen } from '../../lesson/events.ts'
import type { LayerSeen } from '../../wire/exchange.ts'
import type { Style } from '../style.ts'
import { indented, proseColumns, visible, wrap } from '../text.ts'
import { sessionWords } from './session-words.ts'

/** The way of a request through the app, layer by layer, with what session() did in words. */
export function stackText(exchange: ExchangeSeen, style: Style): string {
  const { layers, decided, response, request, failure } = exchange
  if (decided === null) return style.dim(failure?.untold ? UNTOLD : NOTHING_KNOWN)
  if (exchange.withoutExpress) return style.dim(NOT_EXPRESS)
  // The routers are the ways between the layers, and do nothing to a request themselves.
  const stops = layers.filter(({ kind }) => kind !== 'router')
  const way = stops.map((layer) => stopText(layer, exchange, style))
  const answers = stops.some(({ did }) => did === 'answered')
  if (!answers && response.status > 0 && !stops.some(({ did }) => did === 'hung'))
    way.push(
      exchange.errors.length > 0
        ? `Express answered ${response.status} for the error`
        : `nobody answered ${visible(request.method)} ${visible(request.path)}, so Express did: ${response.status}`,
    )
  const text = way.join(` ${style.glyphs.arrow} `)
  if (stops.some(({ isSession }) => isSession)) return text
  // A layer of the app's own may call the middleware that session() returned.
  if (decided.state !== 'not-reached')
    return `${text}; session() ran inside another layer: ${sessionWords(decided, exchange)}`
  return `${text}${style.dim(`; ${exchange.withoutSession ? NEVER_CALLED : whyNot(stops)}`)}`
}

const UNTOLD = 'not known: the process ended before it could tell'
const NOT_EXPRESS = 'no Express app got it: another server of this process did'
const NEVER_CALLED = 'this app has no session()'
const NOTHING_KNOWN = 'the request did not reach the app'

/** Why session() did not see a request. */
function whyNot(stops: readonly LayerSeen[]): string {
  const last = stops.at(-1)
  if (last?.did === 'answered') return 'session() did not run: the request was answered before it'
  if (last?.did === 'threw') return 'session() did not run: an error came before it'
  if (last?.did === 'hung') return 'session() did not run: the request did not get that far'
  return 'session() did not run: this request does not pass it'
}

/** The layer that answered stands out; those that only let the request pass step back. */
function stopText(layer: LayerSeen, exchange: ExchangeSeen, style: Style): string {
  const { did, isSession } = layer
  const { decided } = exchange
  if (isSession) {
    if (decided === null) return 'session'
    // It asked nothing and said nothing, which is not the same as not to run.
    const words = decided.state === 'not-reached' ? 'ran, and said nothing' : sessionWords(decided, exchange)
    return `session: ${withKeptBack(words, style)}`
  }
  const name = nameOf(layer, exchange)
  return did === 'passed' ? style.dim(name) : style.bold(`${name} ${DEEDS[did]}`)
}

/** That a cookie was kept back stands out: nothing else says so. */
function withKeptBack(words: string, style: Style): string {
  const start = words.indexOf('cookie kept back')
  return start < 0 ? words : `${words.slice(0, start)}${style.accent(words.slice(start))}`
}

const DEEDS = { answered: 'answered', threw: 'failed', hung: 'neither answered nor passed it on' } as const

function nameOf({ kind, layer, path }: LayerSeen, { request }: ExchangeSeen): string {
  if (kind === 'handler') return visible(`${request.method} ${path}`)
  // Functions without a name of their own: as Express has them, and as express.json() and the like name what they return.
  if (layer === '<anonymous>' || layer === '' || layer === 'anonymous') return 'a middleware'
  return visible(layer.replace(/Parser$/, ''))
}

/** What express-session itself prints of a request when it is asked to (`DEBUG=express-session`). */
export function renderTrace({ trace, decided, failure }: ExchangeSeen, style: Style): string {
  const columns = proseColumns(style)
  const head = ` ${style.bold('trace')}  ${wrap(style.dim('what session() says with DEBUG=express-session'), columns, 8)}`
  const ran = decided !== null && decided.state !== 'not-reached'
  const none = failure?.untold ? UNTOLD : ran ? 'It ran, and said nothing.' : 'It did not run.'
  const lines = trace.length > 0 ? trace.map(visible) : [style.dim(none)]
  return `${head}\n${lines.map((line) => indented(wrap(line, columns - 3), 3)).join('\n')}`
}
