import type { Examined, NotTried, Tried } from '../../doctor/examination.ts'
import type { Finding } from '../../diagnosis/finding.ts'
import type { ExchangeFacts } from '../../observe/observation.ts'
import type { Style } from '../style.ts'
import { aside, counted, indented, proseColumns, visible, visibleLines, wrap } from '../text.ts'

/** What the doctor is about to do. @param what the file or the command */
export const renderIntent = (what: string, style: Style): string =>
  [
    ` ${style.bold(wrap(visible(what), proseColumns(style), 1))}`,
    '',
    `   ${style.dim(
      wrap(
        'Starts in a copy of this folder, on a free port of this machine, and is used as browsers would. It may connect to nobody else, and ' +
          'nothing is written back. Where it keeps data in a database, it is only read.',
        proseColumns(style) - 3,
        3,
      ),
    )}`,
  ].join('\n')

/** A scenario that is over. */
export function renderTried({ title, result, why, durationMs }: Tried, style: Style): string {
  const sign = { ok: style.good(style.glyphs.right), failed: style.bad(style.glyphs.wrong), skipped: style.dim('-') }[
    result
  ]
  const time = result === 'skipped' ? '' : style.dim(`${(durationMs / 1000).toFixed(1)} s`)
  const columns = proseColumns(style)
  const head = aside(`   ${sign} ${wrap(visible(title), columns, 5)}`, time, columns, 5)
  return why === null ? head : `${head}\n     ${style.dim(wrap(visible(why), columns - 5, 5))}`
}

/** What was found, the most severe first, and what was not tried. */
export function renderExamined(
  { findings, notTried, remarks, observation }: Examined,
  folder: string,
  style: Style,
): string {
  const columns = proseColumns(style)
  const note = (text: string) => `   ${style.dim(wrap(visible(text), columns - 3, 3))}`
  const blocks = [
    ...findings.map((finding) => renderFound(finding, shownIn(finding, observation.exchanges), folder, style)),
    ...(remarks.length > 0 ? [remarks.map(note).join('\n')] : []),
    ` ${style.bold(wrap(countsOf(findings), columns, 1))}`,
    ...(notTried.length > 0 ? [renderNotTried(notTried, style)] : []),
  ]
  return blocks.join('\n\n')
}

const shownIn = ({ exchange, pid }: Finding, exchanges: readonly ExchangeFacts[]): ExchangeFacts | null =>
  exchanges.find((one) => one.number === exchange && one.pid === pid) ?? null

function renderFound(finding: Finding, shown: ExchangeFacts | null, folder: string, style: Style): string {
  const { code, level, message, at, fix, lesson, step } = finding
  const columns = proseColumns(style)
  const sign = level === 'info' ? style.glyphs.bullet : style.glyphs.wrong
  const place = at
    ? style.dim(visible(`${at.file.startsWith(`${folder}/`) ? at.file.slice(folder.length + 1) : at.file}:${at.line}`))
    : ''
  const said = `   lesson ${lesson}, ${step}`
  return [
    aside(` ${style.bad(`${sign} ${level}`)}  ${style.bold(visible(code))}`, place, columns, 3),
    `   ${wrap(visible(message), columns - 3, 3)}`,
    ...(shown ? ['', renderShown(shown, columns, style), ''] : []),
    `   ${wrap(`${style.accent('fix')}   ${visible(fix.text)}`, columns - 3, 9)}`,
    ...(fix.code === '' ? [] : [indented(style.dim(wrap(visibleLines(fix.code), columns - 9, 0, false)), 9)]),
    `   ${wrap(`${style.accent('more')}  ${style.program} explain ${code}${style.dim(said)}`, columns - 3, 9)}`,
  ].join('\n')
}

/** What of a request tells how it came. */
const TELLING = /^(x-forwarded-proto|origin|sec-fetch-site)$/i

/** What express-session says of a request where something is not as usual (index.js `debug`). */
const WORTH_TELLING = /^(?:no session found|pathname mismatch|store is disconnected|error |cookie signature)/i

function renderShown(
  { request, response, trace, client, session }: ExchangeFacts,
  columns: number,
  style: Style,
): string {
  const how = request.headers.filter(([name]) => TELLING.test(name)).map(([name, value]) => `${name}: ${value}`)
  const cookie = request.headers.some(([name]) => /^cookie$/i.test(name)) ? 'with its cookie' : 'no cookie'
  const sets = response?.headers.some(([name]) => /^set-cookie$/i.test(name)) ? 'Set-Cookie' : 'no Set-Cookie'
  const said = session.why === null ? trace.find((line) => WORTH_TELLING.test(line)) : session.why.replaceAll('-', ' ')
  const who = client === null ? [] : [client.replace(/^a visitor of.*/, 'a visitor')]
  const asked = `     ${visible(`${request.method} ${request.url}`)}    ${visible([...who, cookie, ...how].join(', '))}`
  const answered = `     < ${wrap(response ? `${response.status}, ${sets}` : 'no answer', columns, 7)}`
  return [
    wrap(style.dim(asked), columns, 5, false),
    aside(
      style.dim(answered),
      said === undefined ? '' : style.dim(`express-session said: ${visible(said)}`),
      columns,
      7,
    ),
  ].join('\n')
}

function countsOf(findings: readonly Finding[]): string {
  const count = (level: Finding['level']) => findings.filter((one) => one.level === level).length
  const [errors, warnings, advice] = [count('error'), count('warning'), count('info')]
  if (errors + warnings + advice === 0) return 'Nothing found.'
  return `${counted(errors, 'error')}, ${counted(warnings, 'warning')}${advice === 0 ? '' : `, ${counted(advice, 'hint')}`}.`
}

function renderNotTried(notTried: readonly NotTried[], style: Style): string {
  const columns = proseColumns(style)
  return [
    ' Not tried',
    ...notTried.map(({ what, why, flag }) => {
      const does = flag === null ? '' : `. ${style.accent(visible(flag))} does`
      return `   - ${wrap(`${visible(what)}: ${visible(why)}${does}`, columns - 5, 5)}`
    }),
  ].join('\n')
}
