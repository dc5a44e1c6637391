import type { Style } from '../style.ts'
import { padded, shorten, visible, width } from '../text.ts'
import { serverName } from './server-name.ts'
import type { TraceRow } from './state.ts'

/** In columns: from here on there is room for who sent a request, and for when. */
const ROOM_FOR_CLIENT = 60
const ROOM_FOR_TIME = 52

const TIME_COLUMNS = 8
const CLIENT_COLUMNS = 10
const METHOD_COLUMNS = 6
const STATUS_COLUMNS = 4
/** Of what is left, the path gets this part. */
const PATH_PART = 0.42
const PATH_LEAST = 8

/** How wide a list of requests is: longer lines are hard to follow. */
export const listColumns = ({ columns }: Style): number => Math.min(columns - 1, 110)

/**
 * A request on one line. Where there is little room, who sent it goes first, then when, then words of what session() did.
 * @param sign what stands at its end; empty for nothing
 * @param processes how many got requests: where there are several, each line says which
 */
export function renderRow(row: TraceRow, isChosen: boolean, sign: string, processes: number, style: Style): string {
  const { at, client, method, url, status, refused } = row
  const did = refused === null ? row.did : [...row.did.slice(0, 1), 'cookie refused', ...row.did.slice(1)]
  const { columns } = style
  const pointer = isChosen ? style.accent(style.glyphs.pointer) : ' '
  const time = columns >= ROOM_FOR_TIME ? `${timeOfDay(at)}  ` : ''
  const who = columns >= ROOM_FOR_CLIENT ? `${column(visible(client), CLIENT_COLUMNS)}  ` : ''
  const server = processes > 1 ? `${serverName(row.server).padEnd(serverName(processes).length)} ` : ''
  const verb = column(visible(method), columns < ROOM_FOR_TIME ? 4 : METHOD_COLUMNS)
  const left =
    listColumns(style) - 3 - width(time) - width(who) - width(server) - width(verb) - 1 - 1 - STATUS_COLUMNS - 1 - 2
  const pathColumns = Math.max(PATH_LEAST, Math.floor(left * PATH_PART))
  const words = fitting(did, left - pathColumns)
  const path = column(visible(url), pathColumns)
  return [
    ` ${pointer} `,
    style.dim(time),
    who,
    style.dim(server),
    isChosen ? style.bold(`${verb} ${path}`) : `${verb} ${path}`,
    ` ${status.padEnd(STATUS_COLUMNS)} `,
    style.dim(padded(words, left - pathColumns)),
    sign === '' ? '' : ` ${style.bad(sign)}`,
  ]
    .join('')
    .trimEnd()
}

/** As many words as there is room for. */
function fitting(words: readonly string[], columns: number): string {
  let text = ''
  for (const word of words) {
    const longer = text === '' ? word : `${text}, ${word}`
    if (width(longer) > columns) break
    text = longer
  }
  return text
}

/** A text in a column of its own: cut in its middle where it is too long, and as wide as the column. */
export function column(text: string, columns: number): string {
  let most = columns
  let cut = shorten(text, most)
  // Some characters take two columns.
  while (width(cut) > columns && most > 1) {
    most -= 1
    cut = shorten(text.slice(0, columns), most, '.')
  }
  return padded(cut, columns)
}

/** As in `21:04:10`, where the person is. */
export function timeOfDay(at: number): string {
  const date = new Date(at)
  const parts = [date.getHours(), date.getMinutes(), date.getSeconds()]
  return parts
    .map((part) => String(part).padStart(2, '0'))
    .join(':')
    .padEnd(TIME_COLUMNS)
}
