import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import net from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, test, vi } from 'vitest'
import { NOTHING_YET, withFact, type Fact } from '../../src/observe/fact.ts'
import type { Observation } from '../../src/observe/observation.ts'
import { packageRoot } from '../../src/package-root.ts'

const REGISTER = path.join(packageRoot, 'dist/src/observe/register.js')

/** Listens on a socket. @returns what came, when the one who sent it has ended */
function listenOn(place: string): () => Promise<string> {
  const server = net.createServer().listen(place)
  const came = once(server, 'connection').then(([socket]) => text(socket as net.Socket))
  return () => came.finally(() => server.close())
}

/** Runs the app that ends itself, with requests in order. @returns what its report says, and its exit code */
async function reported(
  place: string,
  paths: readonly string[],
  { register = REGISTER, heard }: { register?: string; heard?: () => Promise<string> } = {},
) {
  const file = path.join(packageRoot, 'test/observe/apps/ends.js')
  const child = spawn(process.execPath, ['--import', register, file], {
    env: { PATH: process.env['PATH'], PORT: '0', SESSION_TUTOR_OBSERVE: place },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const errors = text(child.stderr)
  const over = once(child, 'close')
  const [line] = (await once(child.stdout, 'data')) as [Buffer]
  for (const url of paths)
    await fetch(`http://127.0.0.1:${Number(line)}${url}`).then(
      (response) => response.text(),
      () => '',
    )
  const [code] = (await over) as [number | null]
  const lines = (place === '' ? await errors : heard ? await heard() : readFileSync(place, 'utf8'))
    .split('\n')
    .filter((one) => one[0] === '{')
  return { code, ...lines.reduce<Observation>((known, one) => withFact(known, JSON.parse(one) as Fact), NOTHING_YET) }
}

const ENDS = [
  { way: '/exit', code: 3 },
  { way: '/throw', code: 1 },
  { way: '/close', code: 0 },
]
const places = ['a file', 'a socket', 'standard error']

test.concurrent.each(places.flatMap((place) => ENDS.map((end) => ({ place, ...end }))))(
  '$place has every exchange of an app that ends by $way',
  async ({ place, way, code }) => {
    const folder = mkdtempSync(path.join(os.tmpdir(), 'report-'))
    try {
      const file = place === 'standard error' ? '' : path.join(folder, 'facts')
      const known = await reported(file, ['/', '/', way], place === 'a socket' ? { heard: listenOn(file) } : {})
      expect(known.code).toBe(code)
      expect(known.exchanges.map(({ request, response }) => [request.url, response?.status])).toEqual([
        ['/', 200],
        ['/', 200],
        [way, 200],
      ])
      expect(known.problems.map(({ error }) => error.message)).toEqual(
        way === '/throw' ? ['thrown on the way out'] : [],
      )
    } finally {
      rmSync(folder, { recursive: true, force: true })
    }
  },
)

test('of exchanges without room, how many there were, how they were answered, and what was thrown', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'report-'))
  try {
    const noRoom = path.join(packageRoot, 'test/observe/apps/no-room.js')
    const known = await reported(path.join(folder, 'facts'), ['/', '/none', '/broken', '/', '/exit'], {
      register: noRoom,
    })
    expect(known.exchanges).toEqual([])
    expect(known.dropped).toMatchObject([
      {
        count: 5,
        statuses: { 200: 3, 404: 1, 500: 1 },
        failed: 1,
        errors: [{ count: 1, error: { message: 'broken' } }],
      },
    ])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})

test('where somebody looks on, a request that is long under way is told before it is over', async () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'report-'))
  const place = path.join(folder, 'facts')
  const live = path.join(packageRoot, 'bin/observe.cjs')
  const app = `require('node:http').createServer(() => {}).listen(0, '127.0.0.1', function () { console.log(this.address().port) })`
  const child = spawn(process.execPath, ['--require', live, '-e', app], {
    env: { PATH: process.env['PATH'], SESSION_TUTOR_OBSERVE: place },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  try {
    const [line] = (await once(child.stdout, 'data')) as [Buffer]
    const asked = fetch(`http://127.0.0.1:${Number(line)}/hangs`).catch(() => {})
    await vi.waitFor(() => expect(readFileSync(place, 'utf8')).toMatch(/"url":"\/hangs".*"state":"open"/), {
      timeout: 30_000,
    })
    child.kill()
    await asked
  } finally {
    child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
})
