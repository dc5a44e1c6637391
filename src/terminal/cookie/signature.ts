import type { Anatomy } from '../../cookie/anatomy.ts'
import type { Finding } from '../../cookie/findings/finding.ts'
import type { Signed } from '../../cookie/signature/signature.ts'
import { looksLikeSessionId } from './about.ts'
import { labelled, SECTION_INDENT, STEP_INDENT, visible } from '../text.ts'
import type { Style } from '../style.ts'

/** The signature recomputed step by step, each step with its value, as far as the secrets allow. Empty where nothing is signed. */
export function renderSignature(anatomy: Anatomy, style: Style, columns: number): string {
  const { signed, steps } = anatomy
  if (!signed) {
    const { signature, verified } = anatomy.report
    // The key is made from the secret first: there is a verdict, but nothing that could be shown step by step.
    return signature === null || verified === null
      ? ''
      : labelled(` ${style.bold('Signature')}`, verdict(anatomy, style), SECTION_INDENT, columns)
  }
  const step = (label: string, text: string) => labelled(`   ${style.dim(label)}`, text, STEP_INDENT, columns)
  const rows = [...signedRows(anatomy, signed)]
  if (steps) {
    const bytes = steps.hex.length / 2
    if (anatomy.guess) rows.push(['secret', visible(anatomy.guess.secret)])
    rows.push([`HMAC-${HASH_NAMES[signed.hash]}`, `${steps.hex} (${bytes} bytes)`])
    rows.push([signed.encoding, steps.padded])
    if (steps.padded !== steps.text) rows.push(['without =', steps.text])
  }
  rows.push(['in the cookie', visible(signed.signature)])
  const right = steps?.text === anatomy.whole.signed?.signature
  const shown = rows.map(([label, text]) => step(label, text))
  if (steps) shown.push(step('', comparison(right, style)))
  return [labelled(` ${style.bold('Signature')}`, verdict(anatomy, style), SECTION_INDENT, columns), '', ...shown].join(
    '\n',
  )
}

/** The names of hashes, as they stand behind `HMAC-`. */
export const HASH_NAMES: Readonly<Record<Signed['hash'], string>> = {
  sha1: 'SHA1',
  sha256: 'SHA256',
  sha384: 'SHA384',
  sha512: 'SHA512',
}

/** How the value leads to the text that is signed, as express-session goes: decode, drop `s:`, split at the last dot. */
function* signedRows(anatomy: Anatomy, signed: Signed): Generator<[label: string, text: string]> {
  const { isAsPasted, report, decodings } = anatomy
  if (report.kind !== 'express-session') {
    const isPair = signed.text.startsWith(`${report.name}=`)
    yield [report.kind === 'jwt' ? 'header.payload' : isPair ? 'name=value' : 'value', visible(signed.text)]
    return
  }
  const times = decodings > 1 ? `decoded ${decodings} x` : 'URL-decoded'
  yield [isAsPasted ? 'as pasted' : times, visible(report.value)]
  yield ['without s:', visible(report.value.slice(2))]
  yield [looksLikeSessionId(anatomy) ? 'session id' : 'value', visible(signed.text)]
}

const comparison = (right: boolean, { good, bad, glyphs }: Style): string =>
  right ? good(`${glyphs.right} same text: right`) : bad(`${glyphs.wrong} not the same text: wrong`)

/** Whether the signature is right, and what made it. */
export function verdict({ report, secretCount, guess, decodings }: Anatomy, { good, bad, glyphs }: Style): string {
  const { verified, secretIndex, findings } = report
  if (secretIndex !== null) {
    const older = findings.find(({ code }) => code === 'signed-with-older-secret')
    const made = secretCount === 1 ? 'the secret given' : `secret ${secretIndex + 1} of ${secretCount}`
    return `${good(`${glyphs.right} right`)}, made with ${made}${decodings > 1 ? `, after decoding ${decodings} times; a server decodes once and refuses it` : ''}.${older ? withLesson(` ${older.message}`, older) : ''}`
  }
  if (verified === null) {
    return guess
      ? `right, but ${bad(`${glyphs.wrong} made with a secret that is no secret`)}.`
      : 'not checked: no secret was given, and none of the published ones makes it. Give yours with --secret or --secret-file.'
  }
  const tried = secretCount === 1 ? 'the secret given' : `any of the ${secretCount} secrets`
  const wrong = `${bad(`${glyphs.wrong} wrong`)}, not made with ${tried}`
  if (guess) return `${wrong}, but with one that is no secret.`
  return secretCount === 1 ? `${wrong}.` : `${wrong}. Recomputed with secret 1.`
}

const withLesson = (text: string, finding: Finding): string =>
  finding.lesson === null ? text : `${text} (lesson ${finding.lesson})`
