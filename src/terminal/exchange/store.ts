import type { StoreCall } from '../../wire/exchange.ts'
import { SIDE_BY_SIDE, visible } from '../text.ts'
import type { Look } from './look.ts'
import { paintIds, sessionLetter, shortId, withShortIds } from './sessions.ts'
import { timeOf, whenSeen } from './when.ts'

/**
 * What a store was asked, in a line. What is new to it stands out.
 * @param at the moment of the exchange, in milliseconds since 1970
 */
export function storeCall({ op, id, before, session }: StoreCall, at: number, look: Look): string {
  const { style, detail } = look
  const lead = `${style.columns < SIDE_BY_SIDE ? op : op.padEnd(7)} ${idText(id, look)}`
  const data = sessionText(session, look)
  const end = endText(session, at, look)
  switch (op) {
    case 'get':
      return session ? `${lead}  found ${style.dim(data)}${style.dim(end)}` : `${lead}  ${style.bold('found nothing')}`
    case 'destroy':
      return before ? `${lead}  ${style.dim(sessionText(before, look))} ${style.bold('is gone')}` : lead
    case 'touch':
      return `${lead}${detail === 'full' ? `  ${style.dim(data)}` : ''}${style.bold(end)}`
    case 'set': {
      const was = sessionText(before, look)
      return before && was !== data
        ? `${lead}  ${style.dim(was)} ${style.glyphs.arrow} ${style.bold(data)}${end}`
        : `${lead}  ${before ? style.dim(data) : data}${end}`
    }
  }
}

function idText(id: string, { style, detail, sessions }: Look): string {
  const place = sessions.get(id)
  const text =
    detail === 'brief'
      ? shortId(id, sessions)
      : `${visible(id)}${place === undefined ? '' : ` (${sessionLetter(place)})`}`
  return paintIds(text, sessions, style)
}

/** When the session ends in the store, if it ever does. In full the cookie's settings name the date. */
function endText(session: StoreCall['session'], at: number, { detail }: Look): string {
  const { expires } = Object(session?.['cookie']) as { readonly expires?: unknown }
  const end = timeOf(expires)
  if (end === undefined) return ''
  const verb = end < at - 1000 ? 'ended' : 'ends'
  if (detail === 'full') return `  (${verb} ${whenSeen(end, at)})`
  return `  ${verb} ${dateInBrief(end)}, ${whenSeen(end, at)}`
}

/** Day and minute in GMT, as in `30 Nov 02:16`. */
function dateInBrief(time: number): string {
  const [, day = '', month = '', , clock = ''] = new Date(time).toUTCString().split(' ')
  return `${day} ${month} ${clock.slice(0, 5)}`
}

/** The session's data; in brief without the cookie settings that every session carries. */
function sessionText(session: StoreCall['session'], { detail, sessions }: Look): string {
  if (session === null) return 'nothing'
  if (detail === 'full') return visible(JSON.stringify(session))
  const { cookie: _, ...data } = session
  return withShortIds(visible(JSON.stringify(data)), sessions)
}
