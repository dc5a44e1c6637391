import type { Seen } from '../../lesson/seen.ts'
import type { SetCookieSeen } from '../../lesson/set-cookie.ts'
import { attributeMeaning, type Tense } from './attributes.ts'
import type { Style } from '../style.ts'
import { besideText, proseColumns, visible, wrap } from '../text.ts'

/** The Set-Cookie lines of an exchange, each taken apart: name, `s:`, id, signature, attributes. */
export function renderCookieParts({ setCookies, at }: Seen, style: Style): string {
  return setCookies.map((cookie) => renderParts(cookie, at, style)).join('\n\n')
}

/** The line came with the answer to a request. */
const SENT: Tense = { ahead: 'after the request', past: () => 'in the past: the browser drops it' }

function renderParts(cookie: SetCookieSeen, at: number, style: Style): string {
  const rows: [string, string, string][] = [['name', cookie.name, '']]
  if (cookie.id === undefined) {
    rows.push(['value', cookie.value, cookie.value === '' ? 'empty' : 'not signed'])
  } else {
    const signature = decodeURIComponent(cookie.value.slice(cookie.value.lastIndexOf('.') + 1))
    rows.push(
      ['s:', 's%3A on the wire', 'says that the value is signed'],
      ['id', cookie.id, 'what the store looks up'],
      ['signature', signature, 'HMAC-SHA256 of the id, made with the secret'],
    )
  }
  // The attributes as they came: the first piece is name=value (RFC 6265bis section 5.6).
  for (const piece of cookie.line.split(';').slice(1)) {
    const [name = '', ...value] = piece.trim().split('=')
    rows.push([
      name,
      value.join('='),
      attributeMeaning(name, value.join('='), cookie.expires?.getTime() ?? null, at, SENT),
    ])
  }
  const lines = rows.map(([label, value, meaning]) => {
    const text = [visible(value), meaning && style.dim(`(${meaning})`)].filter(Boolean).join('  ')
    return besideText(`   ${style.dim(visible(label))}`, text, 14, proseColumns(style))
  })
  return [` ${wrap(`${style.bold('Set-Cookie')}, taken apart`, proseColumns(style), 1)}`, '', ...lines].join('\n')
}
