import type { CookieReport } from '../cookie/report.ts'
import { roughly } from './duration.ts'
import { labelled, STEP_INDENT, visible, wrap } from './text.ts'
import type { Style } from './style.ts'

/** The attributes of a Set-Cookie line, each with what it asks of the browser. @param now ms since 1970 */
export function renderAttributes(
  attributes: NonNullable<CookieReport['attributes']>,
  now: number,
  style: Style,
  columns: number,
): string {
  const rows = Object.entries(attributes).map(([name, value]) => {
    const text = value === true ? '' : value
    const meaning = attributeMeaning(name, text, now, 'from now')
    const shown = [visible(text), meaning && style.dim(`(${meaning})`)].filter(Boolean).join('  ')
    return labelled(`   ${style.dim(visible(name))}`, shown, STEP_INDENT, columns)
  })
  const none = labelled('', 'none: the browser uses its defaults', STEP_INDENT, columns)
  const heading = ` ${wrap(`${style.bold('Set-Cookie')} asks the browser for`, columns, 1)}`
  return [heading, '', ...(rows.length > 0 ? rows : [none])].join('\n')
}

/**
 * What an attribute of a Set-Cookie line asks of the browser, in a few words; empty for one that nobody knows.
 * @param name in any case
 * @param at milliseconds since 1970, from which dates are counted
 * @param since what happened at that time, as in `after the request`
 */
export function attributeMeaning(name: string, value: string, at: number, since: string): string {
  switch (name.toLowerCase()) {
    case 'path':
      return 'sent back for this path and what lies below it'
    case 'httponly':
      return 'scripts in the page cannot read it'
    case 'secure':
      return 'meant for https only'
    case 'samesite':
      return SAME_SITE.get(value.toLowerCase()) ?? 'unknown: as if it were missing'
    case 'domain':
      return 'sent back to this host and those below it'
    case 'partitioned':
      return 'one for each site that this one is embedded in'
    case 'priority':
      return 'which cookies Chrome drops first when there are too many'
    case 'max-age':
      return /^-?\d+$/.test(value) ? 'seconds from now; comes before Expires' : 'no number: the browser ignores it'
    case 'expires': {
      const ahead = Math.round((Date.parse(value) - at) / 1000) * 1000
      if (Number.isNaN(ahead)) return 'no date that can be read'
      return ahead > 0 ? `about ${roughly(ahead)} ${since}` : 'in the past: the browser drops it'
    }
    default:
      return ''
  }
}

/** A map, because every object has a `constructor`. */
const SAME_SITE: ReadonlyMap<string, string> = new Map([
  ['strict', 'never sent when another site starts the request'],
  ['lax', 'from other sites sent only when a link leads here'],
  ['none', 'sent whichever site starts the request'],
])
