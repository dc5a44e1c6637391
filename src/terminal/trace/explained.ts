import type { Finding } from '../../diagnosis/finding.ts'
import type { Style } from '../style.ts'
import { aside, indented, labelled, proseColumns, visible, visibleLines, wrap } from '../text.ts'

/** Whose fault it is, where it is not the app's. */
const WHERE: Readonly<Record<Finding['where'], string>> = {
  app: '',
  client: 'The client does it, not the app.',
  proxy: 'What stands before the app does it, not the app.',
  environment: 'The environment of the app does it.',
  source: '',
}

const LABEL_COLUMNS = 16

/** A finding on a page of its own: what is wrong, why, how to fix it, how to tell, and the lesson. @param howToTell as in a cause */
export function renderExplained(finding: Finding, howToTell: string | null, style: Style): string {
  const { code, level, title, message, where, at, fix, lesson, step, count, exchange } = finding
  const columns = proseColumns(style)
  const sign = level === 'info' ? style.glyphs.bullet : style.glyphs.wrong
  const place = at ? style.dim(visible(`${at.file}:${at.line}`)) : ''
  const row = (label: string, text: string) => labelled(`   ${style.dim(label)}`, text, LABEL_COLUMNS, columns)
  const blocks = [
    aside(` ${style.bad(`${sign} ${level}`)}  ${style.bold(visible(code))}`, place, columns, 3),
    `   ${style.bold(wrap(visible(title), columns, 3))}`,
    `   ${wrap([visible(message), WHERE[where]].filter((text) => text !== '').join(' '), columns, 3)}`,
    [
      row('fix', style.accent(visible(fix.text))),
      ...(fix.code === ''
        ? []
        : [indented(wrap(visibleLines(fix.code), columns - LABEL_COLUMNS, 0, false), LABEL_COLUMNS)]),
    ].join('\n'),
    [
      ...(howToTell === null ? [] : [row('how to tell', `You have it if ${visible(howToTell)}.`)]),
      row('seen', seenWords(count, exchange)),
      row('lesson', `${style.program} lesson ${lesson}, ${visible(step)}`),
    ].join('\n'),
  ]
  return blocks.join('\n\n')
}

const seenWords = (count: number, exchange: number | null): string =>
  `${count === 1 ? 'once' : `${count} times`}${exchange === null ? '' : `, first in request ${exchange} of the trace`}`

/** Every finding, the most severe first, to choose one from. @param chosen its place in the order in which they were seen */
export function renderFindingList(
  findings: readonly (Finding & { readonly first: number })[],
  chosen: number | undefined,
  style: Style,
): readonly string[] {
  const columns = proseColumns(style)
  return findings.map(({ first, level, code, title, count, at }) => {
    const pointer = first === chosen ? style.accent(style.glyphs.pointer) : ' '
    const sign = level === 'info' ? style.glyphs.bullet : style.glyphs.wrong
    const place = at ? visible(`${at.file}:${at.line}`) : ''
    const name = first === chosen ? style.bold(visible(code)) : visible(code)
    const lead = ` ${pointer} ${style.bad(`${sign} ${level}`)}  ${name}${count > 1 ? style.dim(`, ${count} times`) : ''}`
    return `${aside(lead, style.dim(place), columns, 5)}\n     ${wrap(visible(title), columns, 5)}`
  })
}
