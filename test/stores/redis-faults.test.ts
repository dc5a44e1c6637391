import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import net, { type AddressInfo, type Socket } from 'node:net'
import path from 'node:path'
import tls from 'node:tls'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { lookUp } from '../../src/stores/host-lookup.ts'
import { openStore } from '../../src/stores/open-store.ts'
import { temporaryFolder } from '../support/run.ts'
import { CERTIFICATE } from './certificate.ts'
import { freePort } from './redis-server.ts'
import { twoSentences } from './two-sentences.ts'

// Against small servers that behave in ways that a real Redis rarely does.

const find = async (location: string, timeoutMs?: number) => {
  const options = { prefix: 'sess:', nodePath: process.execPath, ...(timeoutMs === undefined ? {} : { timeoutMs }) }
  return (await openStore(location, options)).find('a')
}

/** What is printed where a session cannot be had; fails where one is found. */
const fault = async (location: string, timeoutMs?: number): Promise<string> =>
  find(location, timeoutMs).then((stored) => expect.unreachable(JSON.stringify(stored)), twoSentences)

/** Something that will happen, and the wait for it. */
function signalled(): { readonly wait: Promise<void>; readonly signal: () => void } {
  let signal = () => {}
  const wait = new Promise<void>((resolve) => {
    signal = resolve
  })
  return { wait, signal }
}

/** Makes a server listen on 127.0.0.1 until the test ends. @returns its port */
async function listen(server: net.Server): Promise<number> {
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

/** A server that answers the first bytes of a connection with these. */
const answering = async (reply: string | Buffer | ((socket: Socket) => void)): Promise<string> => {
  const port = await listen(
    net.createServer((socket) => {
      socket.once('data', () => (typeof reply === 'function' ? reply(socket) : socket.write(reply)))
    }),
  )
  return `127.0.0.1:${port}`
}

describe('answers', () => {
  const whole = '$13\r\n{"cookie":{}}\r\n:-1\r\n'

  test('a server that answers like Redis is understood', async () => {
    expect(await find(`redis://${await answering(whole)}`)).toMatchObject({ session: { cookie: {} }, expiresAt: null })
  })

  test('one byte at a time', async () => {
    const trickle = (socket: Socket) => {
      const [first, ...rest] = whole
      if (first !== undefined) socket.write(first)
      const next = () => {
        const byte = rest.shift()
        if (byte !== undefined) socket.write(byte, () => setImmediate(next))
      }
      next()
    }
    expect(await find(`redis://${await answering(trickle)}`)).toMatchObject({ session: { cookie: {} } })
  })

  test('a key that expires between GET and PTTL is not there', async () => {
    expect(await find(`redis://${await answering('$13\r\n{"cookie":{}}\r\n:-2\r\n')}`)).toBeNull()
  })

  test.each<[string, string | Buffer | ((socket: Socket) => void), RegExp]>([
    ['a web server', 'HTTP/1.1 400 Bad Request\r\n\r\n', /is not Redis.*\n.*rediss:/],
    ['TLS where none is expected', Buffer.from([0x15, 3, 1, 0, 2, 2, 10]), /is not Redis/],
    ['an array of impossible length', '*99999999999\r\n', /is not Redis/],
    ['arrays without end', '*1\r\n'.repeat(100_000), /is not Redis/],
    ['replies of other kinds', ':1\r\n:1\r\n', /is not Redis/],
    ['an array for a text', '*1\r\n$1\r\na\r\n:1\r\n', /is not Redis/],
    ['a RESP 3 null', '_\r\n', /is not Redis/],
    ['more than 10 MB that ends', `$11000000\r\n${'x'.repeat(11_000_000)}\r\n:1\r\n`, /larger than 10 MB/],
    ['a text of another length than is said', '$500000000\r\n', /No answer came .* within 0.2 seconds/],
    ['the end of the connection', (socket) => socket.end(), /was closed before an answer came.*\n.*rediss:/],
    ['the end in the middle', (socket) => socket.end('$13\r\n{"coo'), /was closed before an answer came/],
    ['a reset', (socket) => socket.resetAndDestroy(), /\(ECONNRESET\)|was closed/],
    ['nothing', () => {}, /No answer came from redis:.* within 0.2 seconds/],
    ['protected mode', '-DENIED Redis is running in protected mode\r\n', /protected mode/],
    ['too many clients', '-ERR max number of clients reached\r\n', /takes no more clients/],
    ['a cluster', '-MOVED 866 10.0.0.9:6379\r\n', /cluster.*"MOVED 866 10.0.0.9:6379".*\n.*node/],
    ['still loading', '-LOADING Redis is loading the dataset in memory\r\n', /still reading/],
    ['an error nobody knows', '-ODD \u001b[2J\r\n', /refuses to tell the session: "ODD \\u001b\[2J"/],
    ['the password in an error', '+OK\r\n-ERR what is hunter2\r\n', /what is \*\*\*/],
    [
      'the password in an error of AUTH',
      "-ERR unknown command 'AUTH', with args beginning with: 'hunter2'\r\n",
      /\(ERR\)/,
    ],
  ])('%s', async (name, reply, expected) => {
    const signIn = name.startsWith('the password') ? ':hunter2@' : ''
    const told = await fault(
      `redis://${signIn}${await answering(reply)}`,
      expected.source.includes('0.2') ? 200 : 30_000,
    )
    expect(told).toMatch(expected)
    expect(told.split('\n')).toHaveLength(2)
    expect(told).not.toContain('hunter2')
  })

  test('more than 10 MB without end is cut off, and the server notices', async () => {
    const gone = signalled()
    const flood = (socket: Socket) => {
      const chunk = Buffer.alloc(65_536, 'x')
      socket.once('close', () => gone.signal())
      socket.write('$500000000\r\n')
      const more = () => {
        while (!socket.destroyed && socket.write(chunk));
        if (!socket.destroyed) socket.once('drain', more)
      }
      more()
    }
    expect(await fault(`redis://${await answering(flood)}`, 30_000)).toMatch(/larger than 10 MB/)
    await gone.wait
  })
})

describe('connections', () => {
  test('refused', async () => {
    expect(await fault(`redis://127.0.0.1:${await freePort()}`)).toMatch(/Nothing listens at .* \(ECONNREFUSED\)/)
    expect(await fault(`redis://localhost:${await freePort()}`)).toMatch(/Nothing listens at .* \(ECONNREFUSED\)/)
  })

  test.skipIf(process.platform === 'win32')('a socket that is missing', async () => {
    expect(await fault(`unix:${path.join(temporaryFolder(), 'none.sock')}`)).toMatch(/Nothing listens at .* \(ENOENT\)/)
  })

  test('a host that does not exist', async () => {
    // RFC 6761 section 6.4. Without any name server in reach, the answer is that none came.
    expect(await fault('redis://nobody.invalid')).toMatch(/No address is known .*invalid|No answer came/)
  })

  test.skipIf(process.platform === 'win32')(
    'a name server that never answers: what looks it up is killed',
    async () => {
      const folder = temporaryFolder()
      const [program, note] = [path.join(folder, 'node'), path.join(folder, 'pid')]
      writeFileSync(program, `#!/bin/sh\necho $$ > '${note}'\nexec sleep 1000\n`, { mode: 0o755 })
      const store = await openStore('redis://example.org', { prefix: '', nodePath: program, timeoutMs: 600_000 })
      const told = store.find('a').catch(twoSentences)
      const pid = await vi.waitUntil(() => existsSync(note) && Number(readFileSync(note, 'utf8')))
      expect(isRunning(pid)).toBe(true)
      store.close()
      expect(await told).toMatch(/was closed while it was asked/)
      await vi.waitUntil(() => !isRunning(pid))
    },
  )

  // Not an IP address to Node.js, but getaddrinfo() knows it without any name server.
  test.skipIf(process.platform === 'win32')('a host is looked up and connected to', async () => {
    const reply = '$13\r\n{"cookie":{}}\r\n:-1\r\n'
    const [, port] = (await answering(reply)).split(':')
    expect(await find(`redis://127.1:${port}`, 30_000)).toMatchObject({ session: { cookie: {} } })
  })

  test('an address is not looked up, and localhost is this machine', async () => {
    const { signal } = new AbortController()
    expect(await lookUp('::1', '/does/not/exist', signal)).toEqual([{ address: '::1', family: 6 }])
    expect(await lookUp('LocalHost', '/does/not/exist', signal)).toContainEqual({ address: '127.0.0.1', family: 4 })
  })

  test('close() ends a look-up under way', async () => {
    const asked = signalled()
    const location = `redis://${await answering(() => asked.signal())}`
    const store = await openStore(location, { prefix: '', nodePath: process.execPath, timeoutMs: 600_000 })
    const told = store.find('a').catch(twoSentences)
    await asked.wait
    store.close()
    expect(await told).toMatch(/was closed while it was asked/)
  })

  test('after a look-up nothing is left open, however it ends', async () => {
    const servers = [await answering('$-1\r\n:-2\r\n'), await answering('nonsense'), await answering(() => {})]
    const timers = vi.spyOn(globalThis, 'clearTimeout')
    const sockets: Socket[] = []
    const connect = net.connect
    vi.spyOn(net, 'connect').mockImplementation(((options: net.NetConnectOpts) => {
      const socket = connect(options)
      sockets.push(socket)
      return socket
    }) as typeof net.connect)
    onTestFinished(() => void vi.restoreAllMocks())
    for (const server of servers) await find(`redis://${server}`, 200).catch(twoSentences)
    expect(sockets.map(({ destroyed }) => destroyed)).toEqual([true, true, true])
    expect(timers).toHaveBeenCalledTimes(3)
  })
})

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

describe('TLS', () => {
  /** A Redis behind TLS, everything that was sent to it and to which name, and the end of its first connection. */
  async function secureServer() {
    const received: string[] = []
    const names: unknown[] = []
    const closed = signalled()
    const server = tls.createServer(CERTIFICATE, (socket) => {
      names.push('servername' in socket ? socket.servername : undefined)
      socket.on('error', () => {})
      socket.on('data', (chunk) => {
        received.push(chunk.toString())
        socket.write('+OK\r\n$13\r\n{"cookie":{}}\r\n:1000\r\n')
      })
    })
    server.on('tlsClientError', () => {})
    server.on('connection', (socket: Socket) => socket.once('close', closed.signal))
    return { port: await listen(server), received, names, closed: closed.wait }
  }

  /** As NODE_EXTRA_CA_CERTS does, which is read only when a process starts. */
  function trustTheCertificate(): void {
    const connect = tls.connect
    vi.spyOn(tls, 'connect').mockImplementation(((options: tls.ConnectionOptions) =>
      connect({ ...options, ca: CERTIFICATE.cert })) as typeof tls.connect)
    onTestFinished(() => void vi.restoreAllMocks())
  }

  test('a certificate that is trusted', async () => {
    trustTheCertificate()
    const { port, received, names } = await secureServer()
    expect(await find(`rediss://:hunter2@localhost:${port}`)).toMatchObject({ session: { cookie: {} } })
    expect(received.join('')).toContain('hunter2')
    expect(names).toEqual(['localhost'])
  })

  test('a certificate that is not trusted: nothing is sent', async () => {
    const { port, received, closed } = await secureServer()
    expect(await fault(`rediss://:hunter2@localhost:${port}`)).toMatch(/is not trusted \(DEPTH_ZERO_SELF_SIGNED_CERT\)/)
    await closed
    expect(received).toEqual([])
  })

  test('a certificate for another host: nothing is sent', async () => {
    trustTheCertificate()
    const { port, received, closed } = await secureServer()
    expect(await fault(`rediss://:hunter2@127.0.0.1:${port}`)).toMatch(
      /is for another host \(ERR_TLS_CERT_ALTNAME_INVALID\)/,
    )
    await closed
    expect(received).toEqual([])
  })

  test('a server that speaks no TLS', async () => {
    const told = await fault(`rediss://${await answering('-ERR Protocol error: unbalanced quotes in request\r\n')}`)
    expect(told).toMatch(/TLS cannot be agreed on .*\n.*redis:\/\//)
  })

  test('a server that closes, or says nothing', async () => {
    expect(await fault(`rediss://${await answering((socket) => socket.end())}`)).toMatch(/closed|ECONNRESET/)
    expect(await fault(`rediss://${await answering(() => {})}`, 200)).toMatch(/No answer came/)
  })
})
