import type { Finding } from '../../cookie/findings/finding.ts'
import { aside, labelled, padded, SECTION_INDENT, SIDE_BY_SIDE } from '../text.ts'
import type { Style } from '../style.ts'

/** Where the text of a finding begins. */
const FINDING_INDENT = 23

/** Findings under a heading, each with its level as a word and the lesson that shows it. Empty if there are none. */
export function renderFindings(heading: string, findings: readonly Finding[], style: Style, columns: number): string {
  if (findings.length === 0) return ''
  const beside = columns >= SIDE_BY_SIDE
  const head = ` ${style.bold(heading)}`
  const items = findings.map(({ level, message, lesson }, index) => {
    const before = beside ? padded(index === 0 ? head : '', SECTION_INDENT) : '   '
    const lines = labelled(before + levelWord(level, style), message, FINDING_INDENT, columns).split('\n')
    const remark = lesson === null ? '' : style.dim(`lesson ${lesson}`)
    return [...lines.slice(0, -1), aside(lines.at(-1) ?? '', remark, columns, beside ? FINDING_INDENT : 5)].join('\n')
  })
  return [...(beside ? [] : [head]), ...items].join('\n')
}

/** How severe a finding is: a word, with a sign where it is an error, and a colour. */
export function levelWord(level: Finding['level'], { accent, bad, dim, glyphs }: Style): string {
  if (level === 'error') return bad(`${glyphs.wrong} error`)
  return level === 'warning' ? accent(level) : dim(level)
}
