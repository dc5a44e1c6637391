import { createPrivateKey, X509Certificate } from 'node:crypto'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import tls from 'node:tls'
import { describe, expect, onTestFinished, test } from 'vitest'
import { makeCertificate } from '../../../src/wire/proxy/certificate.ts'

const NOW = Date.UTC(2026, 0, 31, 12)

describe('as Node.js reads it', () => {
  const { cert, key } = makeCertificate(['127.0.0.1', 'localhost'], NOW)
  const read = new X509Certificate(cert)

  test('it is signed with its own key', () => {
    expect(read.verify(read.publicKey)).toBe(true)
    expect(read.checkPrivateKey(createPrivateKey(key))).toBe(true)
    expect(read.publicKey.asymmetricKeyDetails).toEqual({ namedCurve: 'prime256v1' })
  })

  test('it is good for its names, and for no other', () => {
    expect(read.subjectAltName).toBe('IP Address:127.0.0.1, DNS:localhost')
    expect(read.checkHost('localhost')).toBe('localhost')
    expect(read.checkIP('127.0.0.1')).toBe('127.0.0.1')
    expect(read.checkHost('shop.example')).toBeUndefined()
    expect(read.checkIP('127.0.0.2')).toBeUndefined()
  })

  test('it is good for a server, and signs no others', () => {
    expect(read.ca).toBe(false)
    expect(read.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1'])
    expect(read.subject).toBe(read.issuer)
  })

  test('it lasts from a day before to a week after', () => {
    expect([Date.parse(read.validFrom), Date.parse(read.validTo)]).toEqual([
      Date.UTC(2026, 0, 30, 12),
      Date.UTC(2026, 1, 7, 12),
    ])
  })

  test('each has a number and a key of its own', () => {
    const other = new X509Certificate(makeCertificate(['localhost'], NOW).cert)
    expect(other.serialNumber).not.toBe(read.serialNumber)
    expect(other.verify(read.publicKey)).toBe(false)
  })
})

/** Says hello over TLS. @returns the code of the error that a client meets who trusts this, or null */
async function handshake(served: ReturnType<typeof makeCertificate>, ca: string, host: string): Promise<unknown> {
  const server = tls.createServer(served, (socket) => socket.end()).listen(0, '127.0.0.1')
  onTestFinished(() => void server.close())
  server.on('tlsClientError', () => {})
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  const client = tls.connect({ port, host: '127.0.0.1', ca, ...(host === '127.0.0.1' ? {} : { servername: host }) })
  onTestFinished(() => void client.destroy())
  return once(client, 'secureConnect').then(
    () => null,
    ({ code }: NodeJS.ErrnoException) => code,
  )
}

describe('in a handshake', () => {
  const served = makeCertificate(['127.0.0.1', 'localhost'])

  test.each(['127.0.0.1', 'localhost'])('who trusts it may come to %s', async (host) => {
    expect(await handshake(served, served.cert, host)).toBeNull()
  })

  test('who trusts another may not', async () => {
    const other = makeCertificate(['127.0.0.1', 'localhost'])
    expect(await handshake(served, other.cert, '127.0.0.1')).toBe('DEPTH_ZERO_SELF_SIGNED_CERT')
  })

  test('another name is refused', async () => {
    expect(await handshake(served, served.cert, 'shop.example')).toBe('ERR_TLS_CERT_ALTNAME_INVALID')
  })

  test('one whose time is over is refused', async () => {
    const old = makeCertificate(['127.0.0.1'], Date.now() - 30 * 24 * 3_600_000)
    expect(await handshake(old, old.cert, '127.0.0.1')).toBe('CERT_HAS_EXPIRED')
  })
})
