import type { CookieReport } from '../../cookie/report.ts'
import { roughly } from '../../duration.ts'
import { labelled, STEP_INDENT, visible, wrap } from '../text.ts'
import type { Style } from '../style.ts'

/**
 * The attributes of a Set-Cookie line, each with what it asks of the browser.
 * @param end when Expires ends as a browser reads it; null where it reads none. Both times in ms since 1970
 */
export function renderAttributes(
  attributes: NonNullable<CookieReport['attributes']>,
  end: number | null,
  now: number,
  style: Style,
  columns: number,
): string {
  const rows = Object.entries(attributes).map(([name, value]) => {
    const text = value === true ? '' : value
    const meaning = attributeMeaning(name, text, end, now, INSPECTED)
    const shown = [visible(text), meaning && style.dim(`(${meaning})`)].filter(Boolean).join('  ')
    return labelled(`   ${style.dim(visible(name))}`, shown, STEP_INDENT, columns)
  })
  const none = labelled('', 'none: the browser uses its defaults', STEP_INDENT, columns)
  const heading = ` ${wrap(`${style.bold('Set-Cookie')} asks the browser for`, columns, 1)}`
  return [heading, '', ...(rows.length > 0 ? rows : [none])].join('\n')
}

/** How to speak of a date, in words behind a span of time, and of one that has passed. */
export interface Tense {
  readonly ahead: string
  /** @param age since then, as in `2 hours` */
  past(age: string): string
}

/** Nobody knows how old a line is that was pasted. */
const INSPECTED: Tense = { ahead: 'from now', past: (age) => `${age} ago` }

/**
 * What an attribute of a Set-Cookie line asks of the browser, in a few words; empty for one that nobody knows.
 * @param name in any case
 * @param end when Expires ends as a browser reads it; null where it reads none. In milliseconds since 1970
 * @param at milliseconds since 1970, from which dates are counted
 */
export function attributeMeaning(name: string, value: string, end: number | null, at: number, tense: Tense): string {
  if (Buffer.byteLength(value) > LONGEST_VALUE) return 'too long: the browser ignores it'
  switch (name.toLowerCase()) {
    case 'path':
      return value.startsWith('/')
        ? 'sent back for this path and below'
        : 'not a path: the browser uses the address instead'
    case 'httponly':
      return 'scripts in the page cannot read it'
    case 'secure':
      return 'meant for https only'
    case 'samesite':
      return SAME_SITE.get(value.toLowerCase()) ?? 'unknown: as if it were missing'
    case 'domain':
      return value === '' ? 'empty: as if it were missing' : 'sent back to this host and its subdomains'
    case 'partitioned':
      return 'one for each site that this one is embedded in'
    case 'priority':
      return 'which cookies Chrome drops first when there are too many'
    case 'max-age':
      if (!/^-?\d+$/.test(value)) return 'not a number: the browser ignores it'
      return Number(value) > 0
        ? 'seconds from its arrival; comes before Expires'
        : 'not above zero: the browser drops it'
    case 'expires': {
      if (end === null) return 'not a date that a browser can read'
      const ahead = Math.round((end - at) / 1000) * 1000
      return ahead > 0 ? `about ${roughly(ahead)} ${tense.ahead}` : tense.past(roughly(-ahead))
    }
    default:
      return ''
  }
}

/** RFC 6265bis section 5.6: a longer attribute value is ignored. In bytes. */
const LONGEST_VALUE = 1024

/** A map, because every object has a `constructor`. */
const SAME_SITE: ReadonlyMap<string, string> = new Map([
  ['strict', 'never sent when another site starts the request'],
  ['lax', 'from other sites sent only when a link leads here'],
  ['none', 'sent whichever site starts the request'],
])
