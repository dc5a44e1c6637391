import { createHmac } from 'node:crypto'
import type { HashName } from '../../src/cookie/signature/hmac.ts'
import type { Target } from '../../src/wordlist/trier.ts'

/** What a secret signed. */
export function signedWith(secret: string | Uint8Array, message = 'an id', hash: HashName = 'sha256'): Target {
  return { hash, message, digest: createHmac(hash, secret).update(message).digest() }
}

/** Text as bytes, one character a byte. */
export const latin1 = (text: string): Buffer => Buffer.from(text, 'latin1')
