import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { syllabus } from '../../lessons/index.ts'
import { packageRoot } from '../../src/package-root.ts'
import { run, temporaryFolder } from '../support/run.ts'

/** One thing that a process did on the network, or a socket that the kernel says it has. */
interface Report {
  readonly what: 'listen' | 'connect' | 'look up' | 'datagram' | 'socket' | 'socket at the end'
  /** A host, an address, or for the kernel's sockets `local remote state` as in /proc/net/tcp, without ports. */
  readonly where: string
}

/** Runs in every process of a lesson, those it launches too, and appends {@link Report}s to a file. */
const WATCH = `
import dgram from 'node:dgram'
import dns from 'node:dns'
import { appendFileSync, readdirSync, readFileSync, readlinkSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'

// The kernel has one table for the whole machine, and it can be long: it is looked at with the first connection, and then each fifth.
let connects = 0
const report = (what, where) => appendFileSync(process.env.WATCH_FILE, JSON.stringify({ what, where }) + '\\n')

const wrap = (owner, name, before) => {
  const original = owner[name]
  owner[name] = function (...words) {
    before.apply(this, words)
    return original.apply(this, words)
  }
}

wrap(net.Server.prototype, 'listen', function () {
  this.once('listening', () => {
    report('listen', this.address().address ?? this.address())
    reportSockets('socket')
  })
})
wrap(net.Socket.prototype, 'connect', function (...words) {
  const [{ host, path }] = Array.isArray(words[0]) ? words[0] : net._normalizeArgs(words)
  report('connect', host ?? path ?? 'localhost')
  if (connects++ % 5 === 0) this.once('connect', () => reportSockets('socket'))
})
for (const owner of [dns, dns.promises]) {
  for (const name of Object.keys(owner)) {
    if (/^(lookup|resolve|reverse)/.test(name)) wrap(owner, name, (host) => net.isIP(host) || report('look up', host))
  }
}
wrap(dgram.Socket.prototype, 'bind', () => report('datagram', 'bind'))
wrap(dgram.Socket.prototype, 'send', () => report('datagram', 'send'))
syncBuiltinESMExports()
process.on('exit', () => reportSockets('socket at the end'))

/** What Linux knows of this process. */
function reportSockets(what) {
  if (process.platform !== 'linux') return
  const links = readdirSync('/proc/self/fd').map((fd) => {
    try { return readlinkSync('/proc/self/fd/' + fd) } catch { return '' }
  })
  for (const table of ['tcp', 'tcp6', 'udp', 'udp6']) {
    for (const line of readFileSync('/proc/self/net/' + table, 'utf8').split('\\n').slice(1)) {
      const [, local, remote, state, , , , , , inode] = line.trim().split(/\\s+/)
      if (links.includes('socket:[' + inode + ']')) {
        report(what, [local, remote].map((end) => end.split(':')[0]).join(' ') + ' ' + state)
      }
    }
  }
}
`

/** Runs Node with these words to its end. @returns what it and its children did on the network */
function watch(words: readonly string[]) {
  const file = path.join(temporaryFolder(), 'reports')
  const { status, stderr } = spawnSync(process.execPath, words, {
    encoding: 'utf8',
    env: {
      ...process.env,
      NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(WATCH)}`,
      WATCH_FILE: file,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: 60_000,
  })
  const lines = existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : []
  const reports = lines.map((line) => JSON.parse(line) as Report)
  const places = (what: Report['what']) => [
    ...new Set(reports.filter((report) => report.what === what).map(({ where }) => where)),
  ]
  return { status, stderr, places }
}

// 127.0.0.1 as the kernel writes it on the machines that we have: the bytes of the address from the last to the first.
const LOOPBACK = '0100007F'
const NOWHERE = '00000000'
const LISTENS = '0A'

const linux = process.platform === 'linux'

describe.each(syllabus)('lesson $slug', ({ slug }) => {
  let watched: ReturnType<typeof watch> | undefined
  const lesson = () => {
    watched ??= watch([path.join(packageRoot, 'bin/session-tutor.js'), 'lesson', slug, '--auto', '--no-save'])
    return watched
  }

  test('listens and connects on 127.0.0.1 only, asks no name server, and ends by itself', () => {
    const { status, stderr, places } = lesson()
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
    expect(places('listen')).toEqual(['127.0.0.1'])
    expect(places('connect')).toEqual(['127.0.0.1'])
    expect(places('look up')).toEqual([])
    expect(places('datagram')).toEqual([])
  })

  test.skipIf(!linux)('has no other sockets, says the kernel, and none that listens at its end', () => {
    const { places } = lesson()
    const sockets = places('socket')
    expect(sockets).toContain(`${LOOPBACK} ${NOWHERE} ${LISTENS}`)
    expect(sockets.filter((socket) => !/^0100007F (0100007F|00000000) /.test(socket))).toEqual([])
    expect(places('socket at the end').filter((socket) => socket.endsWith(LISTENS))).toEqual([])
  })
})

describe('a file that is verified', () => {
  const GREEDY = `
    import express from 'express'
    import { readFileSync } from 'node:fs'
    const app = express()
    app.get('/', (req, res) => res.json({}))
    const server = app.listen(3000, '0.0.0.0', () => {
      const { address, port } = server.address()
      const hex = port.toString(16).toUpperCase().padStart(4, '0')
      const table = process.platform === 'linux' ? readFileSync('/proc/self/net/tcp', 'utf8') : ''
      console.log(JSON.stringify({ address, taken: port === 3000, local: table.match(new RegExp('[0-9A-F]{8}:' + hex))?.[0] }))
    })
  `

  test('is asked on 127.0.0.1 only, and no name server is', () => {
    const folder = temporaryFolder()
    writeFileSync(path.join(folder, '01-session-options.js'), GREEDY)
    const words = [path.join(packageRoot, 'bin/session-tutor.js'), 'verify', '1', '--dir', folder]
    const { status, stderr, places } = watch(words)
    expect({ status, stderr }).toEqual({ status: 1, stderr: '' })
    expect(places('listen')).toEqual([])
    expect(places('connect')).toEqual(['127.0.0.1'])
    expect(places('look up')).toEqual([])
    expect(places('datagram')).toEqual([])
  })

  test('listens there, whatever it asks for', async () => {
    const dir = temporaryFolder()
    writeFileSync(path.join(dir, '01-session-options.js'), GREEDY)
    const { events } = await run(['verify', '1', '--json', '--dir', dir])
    const [event = {}] = events
    const { text } = event['output'] as { readonly text: string }
    const { local, ...seen } = JSON.parse(text) as { readonly local?: string }
    expect(seen).toEqual({ address: '127.0.0.1', taken: false })
    expect(local?.split(':')[0]).toBe(linux ? LOOPBACK : undefined)
  })
})

describe('what is forbidden would be noticed, in a child process too', () => {
  const FORBIDDEN = `
    const net = require('node:net')
    const server = net.createServer((socket) => socket.end()).listen(0, '0.0.0.0', () => {
      net.connect(server.address().port, 'localhost').resume().on('close', () => process.exit())
    })
    require('node:dgram').createSocket('udp4').bind(0, '127.0.0.1')
  `
  const inChild = `require('node:child_process').spawnSync(process.execPath, ['-e', ${JSON.stringify(FORBIDDEN)}])`

  test('a server on all interfaces, a name that is looked up, a datagram', () => {
    const { places } = watch(['-e', inChild])
    expect(places('listen')).toEqual(['0.0.0.0'])
    expect(places('connect')).toEqual(['localhost'])
    expect(places('look up')).toEqual(['localhost'])
    expect(places('datagram')).toEqual(['bind'])
  })

  test.skipIf(!linux)('and the kernel says so', () => {
    const { places } = watch(['-e', inChild])
    expect(places('socket')).toContain(`${NOWHERE} ${NOWHERE} ${LISTENS}`)
    expect(places('socket at the end')).toContain(`${NOWHERE} ${NOWHERE} ${LISTENS}`)
  })
})
