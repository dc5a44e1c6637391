import type { Anatomy } from '../cookie/anatomy.ts'
import { attributeMeaning } from './attribute-meaning.ts'
import { labelled, STEP_INDENT } from './section.ts'
import type { Style } from './style.ts'
import { visible } from './text.ts'

/** The attributes of a Set-Cookie line, each with what it asks of the browser. Empty for any other paste. @param now ms since 1970 */
export function renderAttributes(
  { report: { attributes } }: Anatomy,
  now: number,
  style: Style,
  columns: number,
): string {
  if (attributes === null) return ''
  const rows = Object.entries(attributes).map(([name, value]) => {
    const text = value === true ? '' : value
    const meaning = attributeMeaning(name, text, now, 'from now')
    const shown = [visible(text), meaning && style.dim(`(${meaning})`)].filter(Boolean).join('  ')
    return labelled(`   ${style.dim(visible(name))}`, shown, STEP_INDENT, columns)
  })
  const none = labelled('', 'none: the browser uses its defaults', STEP_INDENT, columns)
  return [` ${style.bold('Set-Cookie')} asks the browser for`, '', ...(rows.length > 0 ? rows : [none])].join('\n')
}
