import { sign, signedByExpress, splitSigned } from '../signature/signature.ts'

/**
 * Says what happened to a signed value that was changed on its way, as far as its form tells.
 * @param value decoded
 * @returns one sentence what, one what to do; null where nothing can be seen
 */
export function nearMissIn(value: string): string | null {
  if (/^s:.*(?:\.{3}|\u2026)/is.test(value))
    return (
      'Dots stand where characters were left out, as logs and pages do with long texts, so no server can read this. ' +
      'Copy the whole value from Set-Cookie or from the browser.'
    )
  if (/^S:[^a-z]{40,}$/.test(value))
    return (
      'All letters are capitals, as a form or a spreadsheet makes them, and a signature tells large from small letters. ' +
      'Copy the cookie again where it was not changed.'
    )
  // Of 43 characters by chance, one in four thousand million has no capital.
  if (/^s:[^A-Z]+\.[a-z\d+/]{43}/.test(value))
    return (
      'All letters are small, as a search or a URL makes them, and a signature tells large from small letters. ' +
      'Copy the cookie again where it was not changed.'
    )
  if (/^s:[^ ]+\.[A-Za-z0-9+/ ]{43}$/.test(value) && value.includes(' '))
    return (
      'A + of the signature had become a blank, as URL decoding of a form does, so a server refuses it as it stands there. ' +
      'Send it as it was set, with %2B.'
    )
  return null
}

/** Characters of the base64 of an HMAC-SHA256, without its `=`. */
const LENGTH = 43

/** A signature that is shorter than this could begin like another one by chance. */
const FEWEST = 4

/** What the ids of express-session are made of, and how many characters they have (uid-safe, 24 bytes). */
const ALPHABET = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_')
const ID_LENGTH = 32

/**
 * Looks for the value that a refused one was before it was changed on its way, with the secrets of the server.
 * @param value decoded, as it was pasted
 * @param verifies whether a secret makes the signature of a value that begins with `s:`
 * @param secrets that were given
 * @returns one sentence which value a server takes, one what to do; null where none was found
 */
export function variantThatVerifies(
  value: string,
  verifies: (value: string) => boolean,
  secrets: readonly string[],
): string | null {
  if (value.startsWith('S:') && verifies(`s:${value.slice(2)}`))
    return 'A capital S stands in front, and with a small s the signature is right. Send it as it was set, with s%3A.'
  const pieces = value.startsWith('s:') ? splitSigned(value.slice(2)) : null
  if (pieces === null) return null
  const { id, signature } = pieces
  const withSignature = (text: string) => text !== signature && verifies(`s:${id}.${text}`)
  if (withSignature(signature.replaceAll('-', '+').replaceAll('_', '/')))
    return 'With + and / in place of - and _ the signature is right: somebody made URL-safe base64 of it. Send it as it was set.'
  if (withSignature(signature.replace('=', '')))
    return 'Without the = at its end the signature is right: express-session writes none. Take it off.'
  if (withSignature(signature.slice(0, LENGTH)))
    return `The first ${LENGTH} characters of the signature are right, and what stands behind them was copied along. Leave it out.`
  if (withSignature(signature.replaceAll(/\s/g, '')))
    return 'Without the blanks in it the signature is right: they came in where the line was broken. Copy it on one line.'
  const missing = LENGTH - signature.length
  if (
    missing > 0 &&
    signature.length >= FEWEST &&
    secrets.some((secret) => sign(signedByExpress(pieces), secret).text.startsWith(signature))
  )
    return (
      `The signature is cut: the last ${missing === 1 ? 'character is' : `${missing} characters are`} missing, and what there is of it is right. ` +
      `Copy the cookie to its end, with all ${LENGTH} characters behind the dot.`
    )
  return id.length === ID_LENGTH - 1 && secrets.length > 0 ? lostLetter(id, signature, verifies) : null
}

/** An id that lost its first or its last character: there are few that it can have been. */
function lostLetter(id: string, signature: string, verifies: (value: string) => boolean): string | null {
  const first = ALPHABET.find((letter) => verifies(`s:${letter}${id}.${signature}`))
  if (first !== undefined)
    return `The id lost its first character: with ${first} in front the signature is right. ${AGAIN}`
  const last = ALPHABET.find((letter) => verifies(`s:${id}${letter}.${signature}`))
  return last === undefined
    ? null
    : `The id lost its last character: with ${last} behind it the signature is right. ${AGAIN}`
}

const AGAIN = 'Copy the cookie again, with all of it.'
