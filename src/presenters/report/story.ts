import type { TracedExchange } from '../../trace/collect.ts'
import type { Masking } from '../../trace/mask.ts'
import { html, type Html } from './html.ts'

/** One arrow of a story, from one to another of those who take part. */
interface Arrow {
  readonly from: Part
  readonly to: Part
  readonly text: string
  /** What the eye should find: a cookie, a session that is not there. */
  readonly isLoud: boolean
  /** The number of its exchange, where it begins one. */
  readonly number: number | null
}

type Part = 'client' | 'app' | 'store'

/** How many exchanges of a client are drawn, the first ones: that is where a story goes wrong. */
const MOST = 60

/** Where the life lines stand, and how high an arrow is, in pixels. */
const X: Readonly<Record<Part, number>> = { client: 90, app: 430, store: 690 }
const ROW = 26
const TOP = 46
const WIDTH = 800

/**
 * What a browser did, as a sequence: the browser, the app, the store. Text in it can be read out and copied.
 * @param aside processes whose requests are no part of it, by their numbers
 */
export function renderStory(
  name: string,
  exchanges: readonly TracedExchange[],
  aside: readonly number[],
  mask: Masking,
): Html {
  const told = exchanges.filter(({ server }) => !aside.includes(server))
  if (told.length === 0)
    return html`<h3>${name}</h3>
      ${beside(exchanges.length)}`
  const shown = told.slice(0, MOST)
  const arrows = shown.flatMap((exchange) => arrowsOf(exchange, mask))
  const height = TOP + arrows.length * ROW + 20
  const left = told.length - shown.length
  return html`<h3>${name}</h3>
    <div class="story">
      <svg role="img" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}">
        <title>What ${name} did, request by request</title>
        ${[lifeLine('client', name, height), lifeLine('app', 'app', height), lifeLine('store', 'store', height)]}
        ${arrows.map((arrow, index) => drawn(arrow, TOP + (index + 1) * ROW))}
      </svg>
    </div>
    ${left > 0 ? html`<p class="dim">${left} more requests of ${name} are in the list below.</p>` : null}
    ${beside(exchanges.length - told.length)}`
}

const beside = (count: number): Html | null =>
  count === 0
    ? null
    : html`<p class="dim">
        ${count === 1 ? 'One request' : `${count} requests`} to a process without session(): in the list below.
      </p>`

const lifeLine = (part: Part, name: string, height: number): Html =>
  html`<text x="${X[part]}" y="20" text-anchor="middle">${name}</text>
    <line class="life" x1="${X[part]}" y1="30" x2="${X[part]}" y2="${height}" />`

function drawn({ from, to, text, isLoud, number }: Arrow, y: number): Html {
  const [start, end] = [X[from], X[to]]
  const way = Math.sign(end - start)
  const tip = `${end},${y} ${end - way * 8},${y - 4} ${end - way * 8},${y + 4}`
  const line = html`<line class="arrow" x1="${start}" y1="${y}" x2="${end}" y2="${y}" />
    <polygon class="head" points="${tip}" />
    <text class="${isLoud ? 'loud' : 'plain'}" x="${(start + end) / 2}" y="${y - 6}" text-anchor="middle"
      >${fitting(text, from, to)}</text
    >`
  return number === null
    ? line
    : html`${line}<text class="quiet" x="4" y="${y + 4}"><a href="#exchange-${number}">${number}</a></text>`
}

/** How wide a character is, in pixels: a little more than in the font of the page, so that a text stays above its arrow. */
const CHARACTER = 8.4

function fitting(text: string, from: Part, to: Part): string {
  const most = Math.floor(Math.abs(X[to] - X[from]) / CHARACTER)
  return text.length > most ? `${text.slice(0, most - 3)}...` : text
}

/** The beginning of an id tells it from others, as in lessons. */
const BEGINNING = 8
const shortId = (id: string): string => (id.length > 2 * BEGINNING ? `${id.slice(0, BEGINNING)}...` : id)

/** What an answer does to the session cookie. */
const SETS = { set: ', Set-Cookie', cleared: ', cookie cleared', 'kept-back': ', cookie kept back', none: '' } as const

/** A request, what the store was asked for it, and its answer. */
function arrowsOf({ number, facts }: TracedExchange, mask: Masking): readonly Arrow[] {
  const { request, response, store, session } = facts
  const brings = session.state === 'found' || session.state === 'unknown-id' ? ' with a session cookie' : ''
  const answer = response === null ? 'no answer' : String(response.status)
  const sets = SETS[session.cookie]
  return [
    {
      from: 'client',
      to: 'app',
      text: `${request.method} ${request.url}${brings}`,
      isLoud: false,
      number,
    },
    ...store.map(({ op, id, session: kept, error }): Arrow => ({
      from: 'app',
      to: 'store',
      text: `${op} ${shortId(mask.id(id))}${error ? ': failed' : op === 'get' && kept === null ? ': not there' : ''}`,
      isLoud: error !== null || (op === 'get' && kept === null),
      number: null,
    })),
    { from: 'app', to: 'client', text: answer + sets, isLoud: sets !== '' || response === null, number: null },
  ]
}
