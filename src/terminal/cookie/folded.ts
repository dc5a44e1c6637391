import type { Anatomy } from '../../cookie/anatomy.ts'
import { renderBeside, renderPlain } from './beside.ts'
import { sectionsOf, type Level } from './folded-sections.ts'
import type { InspectExtras } from './inspect.ts'
import { TEXT_COLUMNS, wrap } from '../text.ts'
import type { Style } from '../style.ts'
import { renderWordList } from './word-list.ts'

/** How much of each cookie is shown, the most first. */
const LEVELS: readonly Level[] = [
  { findings: 3, steps: true, whole: true },
  { findings: 2, steps: true, whole: true },
  { findings: 2, steps: false, whole: true },
  { findings: 1, steps: false, whole: true },
  { findings: 1, steps: false, whole: false },
]

/** The most cookies that are taken apart. */
const MOST_TAKEN_APART = 3

/**
 * The screen of `inspect` with the most of it under a fold: the picture, what it is, whether the signature is right, and the
 * findings that matter most. A cookie that is worth it stays on one screen, however many stand beside it.
 * @param how to see the rest, as the beginning of a sentence; empty where a key bar says so
 */
export async function renderFolded(
  cookies: readonly Anatomy[],
  style: Style,
  how: string,
  extras: InspectExtras = {},
): Promise<string> {
  const columns = Math.min(style.columns, TEXT_COLUMNS)
  const { stored = [], wordlist, more = 0 } = extras
  const shown = worthMost(cookies)
  const asked = await Promise.all(
    shown.map(async (cookie) => {
      const found = stored[cookies.indexOf(cookie)]
      return found ? (await import('./stored.ts')).renderStored(found, style) : ''
    }),
  )
  let screen = ''
  for (const level of LEVELS) {
    const blocks = shown.map((cookie, i) =>
      [...sectionsOf(cookie, level, style, columns), asked[i]].filter(Boolean).join('\n\n'),
    )
    const rest = [
      shown.length === 0 ? renderPlain(cookies, style, columns) : renderBeside(cookies, shown, more, style, columns),
      wordlist ? renderWordList(wordlist, cookies, style, columns) : '',
      how === ''
        ? ''
        : ` ${style.dim(wrap(`${how} ${level.whole ? hidden(cookies, shown) : 'shows the rest'}.`, columns, 1))}`,
    ]
    screen = `\n${[...blocks, ...rest].filter(Boolean).join('\n\n')}\n\n`
    // The prompt of the shell takes the last row.
    if (screen.split('\n').length <= style.rows) break
  }
  return screen
}

/** Those that say most to somebody who looks for a session; none where all are alike and say little. */
function worthMost(cookies: readonly Anatomy[]): readonly Anatomy[] {
  if (cookies.length === 1) return cookies
  const most = Math.max(...cookies.map(worth))
  return most === 0 ? [] : cookies.filter((cookie) => worth(cookie) === most).slice(0, MOST_TAKEN_APART)
}

function worth({ report: { kind, findings, signature } }: Anatomy): number {
  if (kind === 'express-session') return 3
  if (findings.some(({ level }) => level === 'error')) return 2
  return signature !== null || !['unsigned', 'cookie-parser-json'].includes(kind) ? 1 : 0
}

/** What is under the fold, in words. */
function hidden(cookies: readonly Anatomy[], shown: readonly Anatomy[]): string {
  if (shown.length === 0) return 'takes each of them apart'
  const parts = [
    'who can read it',
    ...(shown.some(({ report }) => report.attributes !== null) ? ['what each attribute asks for'] : []),
    ...(shown.some(({ signed }) => signed !== null) ? ['every step of the signature'] : []),
    ...(cookies.length > shown.length ? ['each other cookie'] : []),
  ]
  return parts.length === 1
    ? `shows the rest: ${parts.join('')}`
    : `shows the rest: ${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`
}
