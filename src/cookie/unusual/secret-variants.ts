import { hmacOf } from '../signature/hmac.ts'
import { NOTHINGS } from '../signature/nothing.ts'
import { digestIn, type Signed } from '../signature/signature.ts'

/** A spelling of a secret that a program may have used in its place. */
interface Variant {
  readonly key: string | Uint8Array
  readonly message: string
}

/**
 * Tries what commonly becomes of a secret on its way into a program.
 * @param secrets those that were given, none of which makes the signature
 * @returns what a program must have signed with; null where none of them fits
 */
export function variantThatMakes(signed: Signed, secrets: readonly string[]): string | null {
  const digest = digestIn(signed)
  if (digest === null) return null
  const fits = ({ key }: Variant) => hmacOf(signed.hash, key, signed.text).equals(digest)
  for (const secret of secrets) {
    const found = variantsOf(secret).find(fits)
    if (found) return found.message
  }
  return NOTHINGS.map(nothing).find(fits)?.message ?? null
}

const nothing = (key: string): Variant => ({
  key,
  message:
    `This signature is made with the word ${key} as the secret: a variable that is not set was put into a text. ` +
    'Set it, and let the app stop where it is missing.',
})

function variantsOf(secret: string): readonly Variant[] {
  const quotes = /^(["'`])(.*)\1$/s.exec(secret)
  return [
    ...['\n', '\r\n', '\r'].map((end) => ({
      key: secret + end,
      message: told('with a line end behind it', 'Trim what is read from a file'),
    })),
    ...[' ', '\t']
      .flatMap((blank) => [secret + blank, blank + secret])
      .map((key) => ({ key, message: told('with a blank at its end', 'Trim it') })),
    ...(secret.trim() === secret
      ? []
      : [{ key: secret.trim(), message: told('without the blanks at its ends', 'See what trims it') }]),
    ...(quotes
      ? [
          {
            key: quotes[2] ?? '',
            message: told('without its quotes', 'See what reads .env: the quotes belong to the file'),
          },
        ]
      : []),
    ...['"', "'"].map((quote) => ({
      key: quote + secret + quote,
      message: told('in quotes', 'Take them out of .env: what started the app reads them as part of the value'),
    })),
    ...(/^(?:[\da-f]{2}){8,}$/i.test(secret)
      ? [
          {
            key: Buffer.from(secret, 'hex'),
            message: told(
              'as the bytes of its hexadecimal digits',
              'Give the app the text, or sign with the bytes everywhere',
            ),
          },
        ]
      : []),
    ...(/^[\w+/-]{16,}={0,2}$/.test(secret)
      ? [
          {
            key: Buffer.from(secret, 'base64'),
            message: told('as the bytes of its base64', 'Give the app the text, or sign with the bytes everywhere'),
          },
        ]
      : []),
    { key: Buffer.from(secret).toString('base64'), message: told('in base64', 'See who encodes it') },
    { key: Buffer.from(secret).toString('hex'), message: told('in hexadecimal digits', 'See who encodes it') },
    ...(secret.includes('#')
      ? [
          {
            key: secret.slice(0, secret.indexOf('#')).trimEnd(),
            message: told('up to its #', 'Put quotes round it in .env, where # begins a comment'),
          },
        ]
      : []),
  ].filter(({ key }) => key.length > 0)
}

const told = (how: string, what: string): string =>
  `The secret as it was given does not make this signature, but ${how} it does. ${what}.`
