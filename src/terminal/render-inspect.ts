import type { Anatomy } from '../cookie/anatomy.ts'
import type { Piece } from '../cookie/pieces.ts'
import { cookiePicture } from './cookie-picture.ts'
import { looksLikeSessionId, renderAbout, renderFault } from './render-about.ts'
import { renderAttributes } from './render-attributes.ts'
import { renderContent } from './render-content.ts'
import { renderFindings } from './render-findings.ts'
import { renderSignature } from './render-signature.ts'
import { renderStored, type LookUp } from './render-stored.ts'
import type { Style } from './style.ts'
import { TEXT_COLUMNS } from './text.ts'

/**
 * The screen of `inspect`, for each cookie: its picture with the pieces labelled, what it is, what it carries, what its
 * attributes ask for, its signature recomputed, what to mend. What was pasted is shown with control characters made
 * visible. Only the picture on top shortens anything.
 * @param now milliseconds since 1970; dates are told as seen from there
 * @param stored for each cookie what the store says, if it was asked
 */
export function renderInspect(
  cookies: readonly Anatomy[],
  now: number,
  style: Style,
  stored: readonly (LookUp | null)[] = [],
): string {
  const columns = Math.min(style.columns, TEXT_COLUMNS)
  const shown = cookies.map((anatomy, i) => {
    const heading = cookies.length > 1 ? ` ${style.dim(`cookie ${i + 1} of ${cookies.length}`)}\n\n` : ''
    const lookUp = stored[i]
    const parts = [renderCookie(anatomy, now, style, columns), ...(lookUp ? [renderStored(lookUp, style)] : [])]
    return heading + parts.join('\n\n')
  })
  return `\n${shown.join('\n\n\n')}\n\n`
}

function renderCookie(anatomy: Anatomy, now: number, style: Style, columns: number): string {
  const { findings } = anatomy.report
  const sections = [
    cookiePicture(anatomy, (piece) => labelOf(piece, anatomy), style, columns),
    renderAbout(anatomy, style, columns),
    renderFault(anatomy, style, columns),
    renderContent(anatomy, style, columns),
    renderAttributes(anatomy, now, style, columns),
    renderSignature(anatomy, style, columns),
    renderFindings(
      'To mend',
      findings.filter(({ level }) => level !== 'info'),
      style,
      columns,
    ),
    renderFindings('To know', findings.filter(isNews), style, columns),
  ]
  return sections.filter((section) => section !== '').join('\n\n')
}

/** What is worth knowing and is not said elsewhere on the screen: of an older secret the verdict tells, of readable data and cookie-parser what the cookie is. */
const isNews = ({ level, code }: Anatomy['report']['findings'][number]): boolean =>
  level === 'info' && !['signed-with-older-secret', 'readable-data', 'may-be-cookie-parser'].includes(code)

function labelOf({ what, text }: Piece, anatomy: Anatomy): string {
  switch (what) {
    case 'mark':
      return text.startsWith('j') ? 'JSON' : 'signed'
    case 'id':
      return looksLikeSessionId(anatomy) ? 'session id' : 'value'
    case 'json':
      return 'data'
    case 'session':
      return 'session, base64'
    default:
      return what
  }
}
