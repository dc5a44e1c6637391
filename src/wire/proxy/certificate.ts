import { createPrivateKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { isIPv4 } from 'node:net'
import { bits, boolean, identifier, integer, octets, sequence, set, tagged, time, utf8 } from './der.ts'

/** A certificate and its private key, both as PEM. */
export interface Certificate {
  readonly cert: string
  readonly key: string
}

/** Object identifiers: RFC 5758 section 3.2 and RFC 5280 appendix A. */
const ECDSA_WITH_SHA256 = identifier('1.2.840.10045.4.3.2')
const COMMON_NAME = identifier('2.5.4.3')
const BASIC_CONSTRAINTS = identifier('2.5.29.19')
const KEY_USAGE = identifier('2.5.29.15')
const EXTENDED_KEY_USAGE = identifier('2.5.29.37')
const SERVER_AUTH = identifier('1.3.6.1.5.5.7.3.1')
const SUBJECT_ALT_NAME = identifier('2.5.29.17')

const DAY_MS = 24 * 3_600_000

/** A pair of keys: the public one as DER, the private one as PEM. */
export interface Keys {
  readonly publicKey: Buffer
  readonly privateKey: string
}

/** Makes a pair of keys on the curve P-256. */
export const makeKeys = (): Keys =>
  generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'der' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  })

/**
 * Makes a certificate for a server, signed with its own key (RFC 5280 section 4.1), so that none has to be shipped. It is good for whom trusts
 * exactly this one, from a day ago, for clocks that are behind, until in a week.
 * @param names of the server: host names and IPv4 addresses, at least one
 * @param now in milliseconds since 1970, by the clock of the machine: what reads a certificate knows no other
 * @param keys whose certificate it is; new ones if left out
 */
export function makeCertificate(
  names: readonly [string, ...string[]],
  now: number = performance.timeOrigin + performance.now(),
  { publicKey, privateKey }: Keys = makeKeys(),
): Certificate {
  const algorithm = sequence(ECDSA_WITH_SHA256)
  const name = sequence(set(sequence(COMMON_NAME, utf8(names[0]))))
  const signed = sequence(
    tagged(0, integer(Buffer.from([2])), true), // version 3
    integer(randomBytes(16)),
    algorithm,
    name,
    sequence(time(new Date(now - DAY_MS)), time(new Date(now + 7 * DAY_MS))),
    name,
    publicKey,
    tagged(3, extensions(names), true),
  )
  const signature = sign('sha256', signed, createPrivateKey(privateKey))
  return { cert: pem(sequence(signed, algorithm, bits(signature))), key: privateKey }
}

/** What the key may be used for, and the names that a client compares with that in the address (RFC 5280 section 4.2.1). */
const extensions = (names: readonly string[]): Buffer =>
  sequence(
    extension(BASIC_CONSTRAINTS, true, sequence()),
    extension(KEY_USAGE, true, bits(Buffer.from([0x80]), 7)), // digitalSignature
    extension(EXTENDED_KEY_USAGE, false, sequence(SERVER_AUTH)),
    extension(SUBJECT_ALT_NAME, false, sequence(...names.map(generalName))),
  )

const extension = (id: Buffer, critical: boolean, content: Buffer): Buffer =>
  sequence(id, ...(critical ? [boolean(true)] : []), octets(content))

/** RFC 5280 section 4.2.1.6: number 7 is an address, number 2 a name of the DNS. */
const generalName = (name: string): Buffer =>
  isIPv4(name) ? tagged(7, Buffer.from(name.split('.').map(Number)), false) : tagged(2, Buffer.from(name), false)

/** RFC 7468 section 2: base64 in lines of 64 characters. */
const pem = (der: Buffer): string =>
  `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replaceAll(/.{1,64}/g, '$&\n')}-----END CERTIFICATE-----\n`
