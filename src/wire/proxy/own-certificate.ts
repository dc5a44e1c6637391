import { createHash } from 'node:crypto'
import { makeCertificate, makeKeys, type Certificate, type Keys } from './certificate.ts'

/** The only place where servers of ours listen. A name would have to be looked up. */
export const HOST = '127.0.0.1'

let keys: Keys | undefined

/** The keys of this process. They are made when they are first asked for, and written nowhere. */
const ownKeys = (): Keys => (keys ??= makeKeys())

/** A certificate for what listens here: all of one process have the same key, so that a browser can be told of it when it starts. */
export const ownCertificate = (): Certificate => makeCertificate([HOST, 'localhost'], undefined, ownKeys())

/** By what Chromium is told which key to trust (`--ignore-certificate-errors-spki-list`): the SHA-256 of the public one, in base64. */
export const ownKeyDigest = (): string => createHash('sha256').update(ownKeys().publicKey).digest('base64')
