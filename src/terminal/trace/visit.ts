import type { Seen } from '../../lesson/seen.ts'
import { briefSessionWords } from '../exchange/brief-words.ts'
import { sessionLetter, sessionPaint, type Sessions } from '../exchange/sessions.ts'
import type { Style } from '../style.ts'
import { visible, wrap } from '../text.ts'
import { timeOfDay } from './list.ts'

/**
 * A visit in the story of a browser: when, what, the status, what session() did, and the letters of the sessions that had to do with it.
 * @param server which one got it; empty where there is only one
 */
export function renderVisit(visit: Seen, sessions: Sessions, server: string, style: Style): string {
  const { at, request, response, decided, generated } = visit
  const words = decided ? briefSessionWords(decided, generated.length > 0) : []
  const parts = [
    style.dim(timeOfDay(at)),
    style.dim(server),
    `${visible(request.method)} ${visible(request.path)}`,
    response.status > 0 ? String(response.status) : 'no answer',
    lettersOf(visit, sessions, style),
    style.dim(words.join(', ')),
  ]
  return `   ${wrap(parts.filter((part) => part !== '').join('  '), style.columns - 1, 5)}`
}

/** As in `(A)`: the session that came; `(A) → (B)`, where another went out; `→ (A)`, where none came. */
function lettersOf({ sentId, set, cookieGone }: Seen, sessions: Sessions, style: Style): string {
  const letter = (id: string | undefined) => {
    const place = id === undefined ? undefined : sessions.get(id)
    return place === undefined ? '' : sessionPaint(place, style)(`(${sessionLetter(place)})`)
  }
  const came = letter(sentId)
  const went = cookieGone ? 'gone' : set?.id === sentId ? '' : letter(set?.id)
  return [came, went === '' ? '' : style.glyphs.arrow, went].filter((part) => part !== '').join(' ')
}
