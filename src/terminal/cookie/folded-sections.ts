import type { Anatomy } from '../../cookie/anatomy.ts'
import type { Finding } from '../../cookie/findings/finding.ts'
import { looksLikeSessionId, renderFault, whatItIs } from './about.ts'
import { renderFindings } from './findings.ts'
import { firstFindings } from './first-findings.ts'
import { isNews } from './inspect.ts'
import { labelOf } from './piece-label.ts'
import { cookiePicture } from './picture.ts'
import { HASH_NAMES, verdict } from './signature.ts'
import { beginning, labelled, SECTION_INDENT, shorten, STEP_INDENT, visible } from '../text.ts'
import type { Style } from '../style.ts'

/** How much of a cookie is shown. */
export interface Level {
  /** The most of them. */
  readonly findings: number
  /** Whether the signature is made again. */
  readonly steps: boolean
  /** Whether a finding also says what to do. */
  readonly whole: boolean
}

/** The most of a value that is shown where it has no parts, in UTF-16 units, and of other texts, in lines. */
const LONGEST_VALUE = 160
const MOST_LINES = 3

/** What is shown of a cookie before the fold, in order. A section may be empty. */
export function* sectionsOf(anatomy: Anatomy, level: Level, style: Style, columns: number): Generator<string> {
  const { attributes, content, findings } = anatomy.report
  const raw = shorten(anatomy.raw, LONGEST_VALUE)
  yield cookiePicture({ ...anatomy, raw }, (piece) => labelOf(piece, anatomy), style, columns)
  const beside = (label: string, text: string) => labelled(` ${style.bold(label)}`, text, SECTION_INDENT, columns)
  const attributesAsText = Object.entries(attributes ?? {}).map(([name, value]) =>
    value === true ? name : `${name}=${value}`,
  )
  yield [
    beside('What it is', whatItIs(anatomy)),
    ...(attributesAsText.length > 0 ? [beside('Set-Cookie', cut(attributesAsText.join('; '), columns))] : []),
    ...(content === null ? [] : [beside('Data', cut(JSON.stringify(content), columns))]),
    ...(isChecked(anatomy)
      ? [
          beside('Signature', verdict(anatomy, style)),
          ...(anatomy.guess ? [beside('Secret', visible(anatomy.guess.secret))] : []),
          ...steps(anatomy, level, style, columns),
        ]
      : []),
  ].join('\n')
  yield renderFault(anatomy, style, columns)
  const { first, rest } = firstFindings(
    findings.filter((finding) => finding.level !== 'info' || isNews(finding)),
    level.findings,
  )
  const heading = first.every(({ level: one }) => one === 'info') ? 'To know' : 'To fix'
  const also =
    rest.length === 0
      ? ''
      : `+ ${rest.length} more: ${rest.map(({ code, level: one }) => (one === 'error' ? `${style.glyphs.wrong} ${code}` : code)).join(', ')}`
  yield [
    renderFindings(heading, level.whole ? first : first.map(inShort), style, columns),
    also === '' ? '' : labelled(' ', style.dim(also), SECTION_INDENT, columns),
  ]
    .filter(Boolean)
    .join('\n')
}

/** Only why, not what to do. */
const inShort = (finding: Finding): Finding => ({
  ...finding,
  message: finding.message.split(/(?<=\.) /)[0] ?? '',
  lesson: null,
})

/** Whether there is something to say of a signature, as in the whole screen. */
const isChecked = ({ signed, report: { signature, verified } }: Anatomy): boolean =>
  signed !== null || (signature !== null && verified !== null)

/** How the signature is made with the secret, a line each. */
function steps(
  { signed, steps: made, ...rest }: Anatomy,
  level: Level,
  style: Style,
  columns: number,
): readonly string[] {
  if (!level.steps || signed === null || made === null) return []
  const row = (label: string, text: string) =>
    labelled(`   ${style.dim(label)}`, shorten(text, columns - STEP_INDENT), STEP_INDENT, columns)
  const bytes = ` (${made.hex.length / 2} bytes)`
  return [
    '',
    row(looksLikeSessionId({ signed, steps: made, ...rest }) ? 'session id' : 'text', visible(signed.text)),
    row(`HMAC-${HASH_NAMES[signed.hash]}`, shorten(made.hex, columns - STEP_INDENT - bytes.length) + bytes),
    row(`${signed.encoding}, no =`, made.text),
    row('in the cookie', visible(signed.signature)),
  ]
}

/** The beginning of a text that would take too many lines. */
function cut(text: string, columns: number): string {
  const most = MOST_LINES * (columns - SECTION_INDENT)
  const shown = visible(beginning(text, most))
  return shown.length > most - 3 ? `${beginning(shown, most - 3)}...` : shown
}
