import type { Anatomy } from '../cookie/anatomy.ts'
import type { Piece } from '../cookie/pieces.ts'
import { cookiePicture } from './cookie-picture.ts'
import { looksLikeSessionId, renderAbout, renderFault } from './render-about.ts'
import { renderAttributes } from './render-attributes.ts'
import { renderContent } from './render-content.ts'
import { renderFindings } from './render-findings.ts'
import { renderSignature } from './render-signature.ts'
import { renderStored, type LookUp } from './render-stored.ts'
import { labelled, SECTION_INDENT } from './section.ts'
import type { Style } from './style.ts'
import { TEXT_COLUMNS } from './text.ts'

/** What was looked for beside the cookies. */
export interface InspectExtras {
  /** For each cookie what the store says, if it was asked. */
  readonly stored?: readonly (LookUp | null)[]
  /** How far a word list was tried, if there was one. */
  readonly wordlist?: WordListCount | undefined
}

/** What was tried of a word list. */
export interface WordListCount {
  readonly lines: number
  /** Lines that were tried: empty ones are not. */
  readonly words: number
  /** Lines that were too long for a secret. */
  readonly skipped: number
}

/**
 * The screen of `inspect`, for each cookie: its picture with the pieces labelled, what it is, what it carries, what its
 * attributes ask for, its signature recomputed, what to mend. What was pasted is shown with control characters made
 * visible. Only the picture on top shortens anything.
 * @param now milliseconds since 1970; dates are told as seen from there
 */
export function renderInspect(
  cookies: readonly Anatomy[],
  now: number,
  style: Style,
  { stored = [], wordlist }: InspectExtras = {},
): string {
  const columns = Math.min(style.columns, TEXT_COLUMNS)
  const shown = cookies.map((anatomy, i) => {
    const heading = cookies.length > 1 ? ` ${style.dim(`cookie ${i + 1} of ${cookies.length}`)}\n\n` : ''
    return heading + renderCookie(anatomy, stored[i] ?? null, now, style, columns)
  })
  if (wordlist) shown.push(renderWordList(wordlist, style, columns))
  return `\n${shown.join('\n\n\n')}\n\n`
}

function renderCookie(anatomy: Anatomy, stored: LookUp | null, now: number, style: Style, columns: number): string {
  const { findings } = anatomy.report
  const toMend = findings.filter(({ level }) => level !== 'info')
  const sections = [
    cookiePicture(anatomy, (piece) => labelOf(piece, anatomy), style, columns),
    renderAbout(anatomy, style, columns),
    renderFault(anatomy, style, columns),
    renderContent(anatomy, style, columns),
    renderAttributes(anatomy, now, style, columns),
    renderSignature(anatomy, style, columns),
    stored ? renderStored(stored, style) : '',
    renderFindings('To mend', toMend, style, columns),
    renderFindings('To know', findings.filter(isNews), style, columns),
  ]
  return sections.filter((section) => section !== '').join('\n\n')
}

function renderWordList({ words, skipped }: WordListCount, style: Style, columns: number): string {
  const more = skipped === 0 ? '' : ` ${skipped.toLocaleString('en')} were left out: longer than any secret.`
  const text = `${words.toLocaleString('en')} ${words === 1 ? 'word was' : 'words were'} tried.${more}`
  return labelled(` ${style.bold('Word list')}`, text, SECTION_INDENT, columns)
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
    case 'signature':
      return anatomy.report.kind === 'cookie-session' ? 'signature, from .sig' : what
    default:
      return what
  }
}
