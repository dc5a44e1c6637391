/** A flag of curl that carries cookies, in front of its value. */
const FLAG = String.raw`(?:^|\s)(-H|--header|-b|--cookie)(?:\s*=\s*|\s+|)`

/** How a shell lets a value be written: in $'...' with escapes, in '...' with '\'' for a quote, in "...", or bare. */
const VALUE = String.raw`(?:\$'((?:[^'\\]|\\[^])*)'|'((?:[^']|'\\'')*)'|"((?:[^"\\]|\\[^])*)"|([^\s'"]+=\S*))`

/**
 * The header lines with cookies in a curl command, as a browser's "Copy as cURL" writes it. None where the text is no such
 * command or holds no cookie.
 */
export function* findInCurlCommand(text: string): Generator<string, void, undefined> {
  // A cookie may be called `-b!a`.
  if (!/^(?:\$ )?curl\s|^-(?:H|b|-header|-cookie)(?:[\s'"=]|\$'|\^"|$)/.test(text)) return
  // The command line of Windows escapes with carets; a browser writes one before each quote.
  const command = text.includes('^"') ? text.replace(/\^([^])/g, '$1') : text
  for (const [, flag, escaped, single, double, bare] of command.matchAll(new RegExp(FLAG + VALUE, 'g'))) {
    const value =
      escaped === undefined
        ? (single?.replaceAll(String.raw`'\''`, "'") ?? double?.replace(/\\(["\\$`])/g, '$1') ?? bare ?? '')
        : unescape(escaped)
    if (flag === '-b' || flag === '--cookie') yield `Cookie: ${value}`
    else if (/^\s*(?:set-)?cookie\s*:/i.test(value)) yield value
  }
}

/** The escapes that browsers write into $'...' (Bash manual, "ANSI-C Quoting"). */
const unescape = (text: string): string =>
  text.replace(/\\(?:u([\da-f]{4})|x([\da-f]{2})|([^]))/gi, (_, unicode, byte, sign) =>
    sign === undefined ? String.fromCharCode(Number.parseInt(unicode ?? byte, 16)) : (CONTROLS[sign] ?? sign),
  )

const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' }
