import type { Anatomy } from '../../cookie/anatomy.ts'
import { counted, labelled, SECTION_INDENT, shorten, visible, width, wrap } from '../text.ts'
import type { Style } from '../style.ts'

/** The most lines of names. */
const MOST_LINES = 3

/** The names of cookies beside those that are taken apart. */
export function renderBeside(
  cookies: readonly Anatomy[],
  shown: readonly Anatomy[],
  more: number,
  style: Style,
  columns: number,
): string {
  const others = cookies.filter((cookie) => !shown.includes(cookie))
  const all = others.length + more
  if (all === 0) return ''
  const names: string[] = []
  let room = MOST_LINES * (columns - SECTION_INDENT) - 30
  for (const { report } of others) {
    const name = report.name === null ? 'a value alone' : shorten(visible(report.name), 40)
    room -= width(name) + 2
    if (room < 0) break
    names.push(name)
  }
  const left = all - names.length
  const text = `${counted(all, 'other cookie')}: ${names.join(', ')}${left > 0 ? `, + ${left.toLocaleString('en')} more` : ''}`
  return labelled(` ${style.bold('Beside it')}`, text, SECTION_INDENT, columns)
}

/** A line for each cookie, where none of them is signed or anything else that is known. */
export function renderPlain(cookies: readonly Anatomy[], style: Style, columns: number): string {
  const most = Math.max(1, style.rows - 10)
  const lines = cookies
    .slice(0, most)
    .map(({ raw, report: { name } }) => `   ${shorten(visible(name === null ? raw : `${name} = ${raw}`), columns - 3)}`)
  const left = cookies.length - lines.length
  return [
    ` ${wrap(`None of these ${cookies.length} cookies is signed, so none is a session cookie of express-session.`, columns, 1)}`,
    '',
    ...lines,
    ...(left > 0 ? [`   ${style.dim(`+ ${left} more`)}`] : []),
  ].join('\n')
}
