import type { Finding } from '../findings/finding.ts'
import { findInSecrets } from '../findings/secret-findings.ts'
import { messageSigner, type HashName } from './hmac.ts'
import { isPublished } from './known-secrets.ts'
import { unpadded, type Signed } from './signature.ts'

/** The secrets of a server, made ready for many cookies. */
export interface Secrets {
  /** In the order that the server has them: the first signs, all verify. */
  readonly texts: readonly string[]
  /**
   * Tries them in order, as express-session's `unsigncookie()` does. Signatures are compared as text: base64 that is padded
   * or spelled in another way decodes to the same bytes and is still refused.
   * @returns the first that makes the signature, counted from 0, or null
   */
  match(signed: Signed): number | null
  /** What is wrong with the secrets themselves. Holds none of them. */
  readonly findings: readonly Finding[]
}

/** Makes secrets ready. @param texts the empty one is a valid HMAC key */
export function prepareSecrets(texts: readonly string[]): Secrets {
  const signers = new Map<HashName, readonly ReturnType<typeof messageSigner>[]>()
  const signersFor = (hash: HashName) => {
    const made = signers.get(hash) ?? texts.map((text) => messageSigner(hash, text))
    signers.set(hash, made)
    return made
  }
  return {
    texts,
    match({ text, signature, hash, encoding }) {
      const index = signersFor(hash).findIndex((sign) => unpadded(sign(text, encoding)) === signature)
      return index === -1 ? null : index
    },
    findings: [
      ...findInSecrets(texts.map((text) => ({ bytes: Buffer.byteLength(text), isPublished: isPublished(text) }))),
    ],
  }
}
