import type { Anatomy } from '../anatomy.ts'
import { inspectPaste, type InspectOptions, type Inspection } from '../inspect-paste.ts'
import type { Anything } from '../anything.ts'
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
  if (found === null && plain.cookies.every(isProse)) return NOTHING
  const advise = circumstancesIn(paste, found?.copiedAttributes ?? false)
  const recognizer: Recognizer = (...cookie) => together(recognizeFramework(...cookie), advise(...cookie))
  return { ...inspectPaste(found?.snippets ?? paste, { ...options, recognizer }), notACookie: null }
}

/** Three words or more. */
const PROSE = /^(?:[\p{L}\p{N}\p{Pd}'’"“”,.;:!?()]{1,20}\s{1,9}){2,}[\p{L}\p{N}\p{Pd}'’"“”,.;:!?()]{1,20}$/u

const NOTHING: Anything = { cookies: [], more: 0, notACookie: null }

/** Words without a name and an equals sign: RFC 6265bis section 4.1.1 lets no blank into a value. */
const isProse = ({ report }: Anatomy): boolean => report.name === null && PROSE.test(report.value)

/** Null where the ordinary way found what there is, or more than this one does. */
async function reread(paste: string, text: string, plain: Inspection<Anatomy>): Promise<Found | null> {
  const isWell = plain.cookies.length > 0 && plain.cookies.every(isSoundReport)
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
