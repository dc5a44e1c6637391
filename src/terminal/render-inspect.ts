import type { Anatomy } from '../cookie/anatomy.ts'
import type { Finding, FindingCode } from '../cookie/findings.ts'
import { cookiePicture } from './cookie-picture.ts'
import { labelled, padded, SECTION_INDENT, SIDE_BY_SIDE, STEP_INDENT } from './section.ts'
import type { Style } from './style.ts'
import { aside, TEXT_COLUMNS, visible } from './text.ts'

/** Where the text of a finding begins. */
const FINDING_INDENT = 23

/**
 * The screen of `inspect`: the cookie with its pieces labelled, what it is, its signature recomputed, what to mend. What
 * was pasted is shown with control characters made visible. Only the picture on top shortens anything.
 */
export function renderInspect(anatomy: Anatomy, style: Style): string {
  const columns = Math.min(style.columns, TEXT_COLUMNS)
  const sections = [cookiePicture(anatomy, idLabel(anatomy), style, columns), whatItIs(anatomy, style, columns)]
  if (anatomy.report.kind === 'express-session') sections.push(signature(anatomy, style, columns))
  const toMend = anatomy.report.findings.filter(({ level }) => level !== 'info')
  if (toMend.length > 0) sections.push(mending(toMend, style, columns))
  return `\n${sections.join('\n\n')}\n\n`
}

const found = (anatomy: Anatomy, code: FindingCode): Finding | undefined =>
  anatomy.report.findings.find((finding) => finding.code === code)

const idLabel = (anatomy: Anatomy): string => (found(anatomy, 'may-be-cookie-parser') ? 'value' : 'session id')

const WHAT_IT_IS = {
  'express-session':
    'A signed session id, as express-session makes them. No user data is in it: the session itself lives in the ' +
    "server's store. Signed is not encrypted: anybody can read the id, only who has the secret can make one.",
  unsigned: 'A value without a signature: anybody can write one. It is no session cookie of express-session.',
  malformed: 'Not the value of one whole cookie: something is missing, damaged or too much.',
} as const

function whatItIs(anatomy: Anatomy, style: Style, columns: number): string {
  const cookieParser = found(anatomy, 'may-be-cookie-parser')
  const text = cookieParser
    ? `Signed in the way of express-session, perhaps not by it. ${cookieParser.message} If it is one, no user data is in it: the session itself lives in the server's store.`
    : WHAT_IT_IS[anatomy.report.kind]
  return section('What it is', withLesson(text, cookieParser), style, columns)
}

/** The signature recomputed step by step, as far as the secrets given allow. */
function signature(anatomy: Anatomy, style: Style, columns: number): string {
  const { report, raw, check } = anatomy
  const step = (label: string, text: string) => labelled(`   ${style.dim(label)}`, text, STEP_INDENT, columns)
  const decoded = step(raw === report.value ? 'as pasted' : 'URL-decoded', visible(report.value))
  const id = step(idLabel(anatomy), visible(report.id ?? ''))
  const inCookie = step('in the cookie', visible(report.signature ?? ''))
  const steps = check
    ? [
        decoded,
        id,
        step('HMAC-SHA256', `${check.steps.hex} (32 bytes)`),
        step('base64, no =', check.steps.text),
        inCookie,
        step('', comparison(report.verified === true, style)),
      ]
    : [decoded, id, inCookie]
  return [section('Signature', verdict(anatomy, style), style, columns), '', ...steps].join('\n')
}

const comparison = (right: boolean, { good, bad, glyphs }: Style): string =>
  right ? good(`${glyphs.right} same text: right`) : bad(`${glyphs.wrong} not the same text: wrong`)

function verdict(anatomy: Anatomy, { good, bad, glyphs }: Style): string {
  const { report, secretCount } = anatomy
  if (report.verified === null) return 'not checked: no secret given. Give it with --secret or --secret-file.'
  if (report.secretIndex === null) {
    const tried = secretCount === 1 ? 'the secret given' : `any of the ${secretCount} secrets. Recomputed with secret 1`
    return `${bad(`${glyphs.wrong} wrong`)}, not made with ${tried}.`
  }
  const older = found(anatomy, 'signed-with-older-secret')
  const made = secretCount === 1 ? 'the secret given' : `secret ${report.secretIndex + 1} of ${secretCount}`
  return `${good(`${glyphs.right} right`)}, made with ${made}.${older ? withLesson(` ${older.message}`, older) : ''}`
}

const withLesson = (text: string, finding: Finding | undefined): string =>
  finding?.lesson == null ? text : `${text} (lesson ${finding.lesson})`

function mending(toMend: readonly Finding[], style: Style, columns: number): string {
  const beside = columns >= SIDE_BY_SIDE
  const heading = ` ${style.bold('To mend')}`
  const items = toMend.map(({ level, message, lesson }, index) => {
    const word = level === 'error' ? style.bad(`${style.glyphs.wrong} error`) : style.accent(level)
    const before = beside ? padded(index === 0 ? heading : '', SECTION_INDENT) : '   '
    const lines = labelled(before + word, message, FINDING_INDENT, columns).split('\n')
    const remark = lesson === null ? '' : style.dim(`lesson ${lesson}`)
    return [...lines.slice(0, -1), aside(lines.at(-1) ?? '', remark, columns, beside ? FINDING_INDENT : 5)].join('\n')
  })
  return [...(beside ? [] : [heading]), ...items].join('\n')
}

const section = (label: string, text: string, style: Style, columns: number): string =>
  labelled(` ${style.bold(label)}`, text, SECTION_INDENT, columns)
