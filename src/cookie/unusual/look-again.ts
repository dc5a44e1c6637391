import type { Anatomy } from '../anatomy.ts'
import { inspectPaste, type InspectOptions, type Inspection } from '../inspect-paste.ts'
import type { Anything } from '../anything.ts'
import { isToken } from '../paste/headers.ts'
import { readPaste } from '../paste/paste.ts'
import type { Recognized, Recognizer } from '../report.ts'
import { findAnywhere, findInOrder, isSound, type Found } from './find.ts'
import { recognizeFramework } from './frameworks/recognize.ts'
import { circumstancesIn } from './circumstances.ts'
import { notACookieIn } from './not-a-cookie.ts'
import { holdsSignedValue } from './signed-values.ts'
import { isWellFormed } from '../signature/signature.ts'
import { undo } from './undo.ts'

/**
 * Takes a paste apart that left a doubt: with impossible names, a value without a signature, or a signature that is wrong.
 * @param plain what the ordinary way found in it
 */
export async function lookAgain(paste: string, plain: Inspection<Anatomy>, options: InspectOptions): Promise<Anything> {
  const text = undo(paste)
  const known = holdsSignedValue(text) ? null : notACookieIn(text)
  if (known) return { cookies: [], more: 0, notACookie: known }
  const found = await reread(paste, text, plain)
  if (found === null && !HEADER.test(text) && plain.cookies.every((one) => isNoCookie(one, text))) return NOTHING
  const advise = circumstancesIn(paste, found?.copiedAttributes ?? false)
  const recognizer: Recognizer = (...cookie) => together(recognizeFramework(...cookie), advise(...cookie))
  return { ...inspectPaste(found?.snippets ?? paste, { ...options, recognizer }), notACookie: null }
}

/** A header that says so itself. */
const HEADER = /^\W{0,4}(?:set-)?cookie\W{0,4}:\s*[^\s{[]/im

/** Three words or more. */
const WORDS = /\S\s+\S+\s+\S/

const NOTHING: Anything = { cookies: [], more: 0, notACookie: null }

/**
 * Words or code: without a name that can be one, and with blanks, which RFC 6265bis section 4.1.1 lets into no value. What begins like
 * a signed value or a token is left to be looked at.
 */
const isNoCookie = ({ report: { name, kind, value, attributes } }: Anatomy, text: string): boolean =>
  (kind === 'unsigned' || kind === 'malformed') &&
  attributes === null &&
  (name === null || !isToken(name)) &&
  !/^(?:s(?::|%3a)\S|eyJ)/i.test(value) &&
  (text.includes('\n') || WORDS.test(`${name ?? ''} ${value}`))

/** Null where the ordinary way found what there is, or more than this one does. */
async function reread(paste: string, text: string, plain: Inspection<Anatomy>): Promise<Found | null> {
  const isWell = plain.cookies.length > 0 && plain.cookies.every(isSoundReport) && !isMarked(plain, text)
  // A text on one line that reads well is not made better by undoing anything in it.
  if (isWell && !paste.trim().includes('\n')) return null
  const found = isWell ? findInOrder(text) : await findAnywhere(text)
  if (found === null) return null
  const signed = new Set(Array.from(readPaste(found.snippets), ({ raw }) => raw).filter((raw) => VALUE.test(raw)))
  const before = new Set(
    plain.cookies.flatMap(({ report, raw }) =>
      VALUE.test(raw) && report.signature !== null && isWellFormed(report.signature) ? [raw] : [],
    ),
  )
  return signed.size < before.size ? null : found
}

/** Whether marks that are undone stand round a cookie, or broke its value. */
const isMarked = ({ cookies }: Inspection<Anatomy>, text: string): boolean =>
  cookies.some(
    ({ report, raw }) =>
      !text.includes(raw) &&
      (report.kind === 'malformed' ||
        /^[|~+]/.test(report.name ?? '') ||
        /^s(?:%%|"%")3A/i.test(raw) ||
        (report.signature !== null && !isWellFormed(report.signature))),
  )

/** A signed value without anything that may not stand in one. */
const VALUE = /^s(?::|%)[^\s"';,]+$/i

function isSoundReport({ report, raw }: Anatomy): boolean {
  const attributes = Object.keys(report.attributes ?? {}).map((name) => ({ name, value: true as const }))
  return isSound({ name: report.name, raw, attributes, header: null })
}

const together = (framework: Recognized | null, advice: Recognized): Recognized =>
  framework
    ? {
        ...framework,
        findings: [...framework.findings, ...advice.findings],
        without: [...framework.without, ...advice.without],
      }
    : advice
