import type { Finding } from '../../diagnosis/finding.ts'
import type { Style } from '../style.ts'
import { aside, indented, proseColumns, visible, visibleLines, wrap } from '../text.ts'

/** What is wrong, where, why, and how to fix it. */
export function renderFinding(finding: Finding, style: Style): string {
  const { code, level, message, at, fix, lesson, step } = finding
  const columns = proseColumns(style)
  const sign = level === 'info' ? style.glyphs.bullet : style.glyphs.wrong
  const head = ` ${style.bad(`${sign} ${level}`)}  ${style.bold(visible(code))}`
  const place = at ? style.dim(visible(`${at.file}:${at.line}`)) : ''
  const lines = [
    place === '' ? head : aside(head, place, columns, 3),
    `   ${wrap(visible(message), columns - 3, 3)}`,
    `   ${wrap(`${style.accent('fix')}  ${visible(fix.text)}`, columns - 3, 8)}`,
    ...(fix.code === '' ? [] : [indented(style.dim(visibleLines(fix.code)), 8)]),
    `   ${wrap(style.dim(`shown in lesson ${lesson}, ${visible(step)}`), columns - 3, 3)}`,
  ]
  return lines.join('\n')
}
