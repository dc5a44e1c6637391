import { hmacOf } from '../signature/hmac.ts'
import { NAMES, NOTHINGS } from '../signature/nothing.ts'
import { digestIn, type Signed } from '../signature/signature.ts'
import { spellingsOf, type Spelling } from './secret-spellings.ts'

/**
 * Tries what commonly becomes of a secret on its way into a program.
 * @param secrets those that were given, none of which makes the signature
 * @returns what a program must have signed with: a sentence what, one what to do; null where none of them fits
 */
export function variantThatMakes(signed: Signed, secrets: readonly string[]): string | null {
  const digest = digestIn(signed)
  if (digest === null) return null
  const fits = (key: string | Uint8Array) => hmacOf(signed.hash, key, signed.text).equals(digest)
  for (const secret of secrets) {
    for (const spelling of spellingsOf(secret)) if (spelling.key.length > 0 && fits(spelling.key)) return told(spelling)
  }
  const nothing = NOTHINGS.find(fits)
  if (nothing !== undefined)
    return (
      `This signature is made with the word ${nothing} as the secret: a variable that is not set was put into a text. ` +
      'Set it, and let the app stop where it is missing.'
    )
  const name = NAMES.find(fits)
  return name === undefined
    ? null
    : `This signature is made with the text ${name} as the secret: the name of the variable, not what is in it. ` +
        'Take the quotes off in the code, or let what starts the app put the value in.'
}

const told = ({ how, advice }: Spelling): string =>
  `This signature is made with ${how}, not with the secret as it was given. ${advice}.`
