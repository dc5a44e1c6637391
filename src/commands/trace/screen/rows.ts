import path from 'node:path'
import type { ExchangeFacts } from '../../../observe/observation.ts'
import { briefSessionWords } from '../../../terminal/exchange/brief-words.ts'
import type { TraceRow } from '../../../terminal/trace/state.ts'
import type { TracedExchange } from '../../../trace/collect.ts'
import type { FindingSeen } from '../../../trace/findings.ts'

/** Makes the lines of the list. An exchange of which nothing new is known keeps its line. */
export function createRows(): (exchanges: readonly TracedExchange[]) => readonly TraceRow[] {
  const known = new WeakMap<TracedExchange, TraceRow>()
  return (exchanges) =>
    exchanges.map((exchange) => {
      const row = known.get(exchange) ?? rowOf(exchange)
      known.set(exchange, row)
      return row
    })
}

function rowOf({ number, client, server, facts, refused }: TracedExchange): TraceRow {
  const { request, response, state, at, session, generated } = facts
  return {
    number,
    at,
    client: client.name,
    server,
    method: request.method,
    url: request.url,
    status: response ? String(response.status) : state === 'open' ? 'open' : 'cut',
    did: briefSessionWords(session, generated.length > 0).filter((word) => refused === null || word !== 'cookie set'),
    refused: refused && refused.part,
    isStatic: isStatic(facts),
  }
}

/** What pages are made of beside their text, by the endings of its names. */
const OF_PAGES = /\.(?:avif|css|eot|gif|ico|jpe?g|js|map|mjs|otf|png|svg|ttf|webmanifest|webp|woff2?)$/i

/** Whether a file was asked for, and nothing happened to a session. */
function isStatic({ request, response, layers, session }: ExchangeFacts): boolean {
  if (request.method !== 'GET' && request.method !== 'HEAD') return false
  if (session.saved || session.destroyed || session.cookie !== 'none' || (response?.status ?? 0) >= 500) return false
  // express.static() (serve-static index.js) names its function so.
  const isServed = layers.some(({ name, did }) => name === 'serveStatic' && did === 'answered')
  return isServed || OF_PAGES.test(request.url.split('?', 1)[0] ?? '')
}

/** Findings with their places as seen from a folder. Those that lie elsewhere stay as they are. */
export const placedIn = (findings: readonly FindingSeen[], folder: string): readonly FindingSeen[] =>
  findings.map((finding) => {
    const { at } = finding
    if (!at) return finding
    const file = path.relative(folder, at.file)
    return file.startsWith('..') || path.isAbsolute(file) ? finding : { ...finding, at: { ...at, file } }
  })
