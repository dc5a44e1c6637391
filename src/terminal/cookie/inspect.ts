import type { Anatomy } from '../../cookie/anatomy.ts'
import { cookiePicture } from './picture.ts'
import { renderAbout, renderFault } from './about.ts'
import { labelOf } from './piece-label.ts'
import { renderFindings } from './findings.ts'
import { renderSignature } from './signature.ts'
import type { LookUp } from './stored.ts'
import { TEXT_COLUMNS, wrap } from '../text.ts'
import { renderWordList, type WordListCount } from './word-list.ts'
import type { Style } from '../style.ts'

/** How many cookies a screen shows. A browser keeps 50 for a host at least (RFC 6265bis section 6.1), so no header has more. */
const MOST_COOKIES = 50

/** What was looked for beside the cookies. */
export interface InspectExtras {
  /** For each cookie what the store says, if it was asked. */
  readonly stored?: readonly (LookUp | null)[]
  /** How far a word list was tried, if there was one. */
  readonly wordlist?: WordListCount | undefined
  /** How many cookies there are beside those that are given. */
  readonly more?: number
}

/**
 * The screen of `inspect`, for each cookie: its picture with the pieces labelled, what it is, what it carries, what its
 * attributes ask for, its signature recomputed, what to fix. What was pasted is shown with control characters made
 * visible. What is shortened says so: the picture on top, the data of a store, and more cookies than anybody reads.
 * @param now milliseconds since 1970; dates are told as seen from there
 */
export async function renderInspect(
  cookies: readonly Anatomy[],
  now: number,
  style: Style,
  { stored = [], wordlist, more: unlisted = 0 }: InspectExtras = {},
): Promise<string> {
  const columns = Math.min(style.columns, TEXT_COLUMNS)
  const all = cookies.length + unlisted
  const shown = await Promise.all(
    cookies.slice(0, MOST_COOKIES).map(async (anatomy, i) => {
      const heading = cookies.length > 1 ? ` ${style.dim(`cookie ${i + 1} of ${all.toLocaleString('en')}`)}\n\n` : ''
      return heading + (await renderCookie(anatomy, stored[i] ?? null, now, style, columns))
    }),
  )
  const more = all - Math.min(cookies.length, MOST_COOKIES)
  if (more > 0)
    shown.push(
      ` ${style.dim(wrap(`+ ${more.toLocaleString('en')} more cookies: --json shows ${unlisted > 0 ? `the first ${cookies.length.toLocaleString('en')}` : 'them all'}`, columns, 3))}`,
    )
  if (wordlist) shown.push(renderWordList(wordlist, cookies, style, columns))
  return `\n${shown.join('\n\n\n')}\n\n`
}

async function renderCookie(
  anatomy: Anatomy,
  stored: LookUp | null,
  now: number,
  style: Style,
  columns: number,
): Promise<string> {
  const { attributes, content, findings } = anatomy.report
  const toFix = findings.filter(({ level }) => level !== 'info')
  const sections = [
    cookiePicture(anatomy, (piece) => labelOf(piece, anatomy), style, columns),
    renderAbout(anatomy, style, columns),
    renderFault(anatomy, style, columns),
    // What few cookies have is loaded for those only: a file takes half a millisecond.
    content === null ? '' : (await import('./content.ts')).renderContent(anatomy, style, columns),
    attributes && (await import('./attributes.ts')).renderAttributes(attributes, anatomy.end, now, style, columns),
    renderSignature(anatomy, style, columns),
    stored && (await import('./stored.ts')).renderStored(stored, style),
    renderFindings('To fix', toFix, style, columns),
    renderFindings('To know', findings.filter(isNews), style, columns),
  ]
  return sections.filter(Boolean).join('\n\n')
}

/** What is worth knowing and is not said elsewhere on the screen: of an older secret the verdict tells, of readable data and cookie-parser what the cookie is. */
export const isNews = ({ level, code }: Anatomy['report']['findings'][number]): boolean =>
  level === 'info' && !['signed-with-older-secret', 'readable-data', 'may-be-cookie-parser'].includes(code)
