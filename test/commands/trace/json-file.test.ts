import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test, vi } from 'vitest'
import { jsonFile } from '../../../src/commands/trace/json-file.ts'
import type { Collected } from '../../../src/trace/collect.ts'
import type { News } from '../../../src/trace/news.ts'
import { summaryOf } from '../../../src/trace/summary.ts'
import type { ProcessFacts } from '../../../src/observe/process-facts.ts'
import { NOTHING_COLLECTED } from '../../../src/commands/trace/screen/material.ts'
import { observation, processFacts } from '../../support/observations.ts'
import { temporaryFolder } from '../../support/run.ts'
import { countingApp, startTrace, visit } from '../../support/traced.ts'

const NOTHING_NEW: News = { apps: [], exchanges: [], findings: [], notices: [], isWaiting: false }
const END = { exitCode: null, signal: null, output: '' }
const START = Date.UTC(2026, 0, 1)

/** A file that is told of one process after another, each of which starts a while after the last line was written. */
function written({
  file = 'trace.json',
  command = 'npm run dev',
  watcher = 'nodemon' as string | null,
  laterMs = 800,
}) {
  const folder = temporaryFolder()
  let time = START
  const place = path.resolve(folder, file)
  const teller = jsonFile(file, command, false, { folder, now: () => time })
  let processes: readonly ProcessFacts[] = []
  const tell = () => {
    const collected: Collected = { ...NOTHING_COLLECTED, observation: observation({ processes }) }
    teller.tell({ ...NOTHING_NEW, apps: processes.slice(-1).map(({ pid }) => pid) }, collected)
  }
  return {
    text: () => readFileSync(place, 'utf8'),
    codes: () => teller.notices?.().map(({ code }) => code),
    starts() {
      time += laterMs
      const pid = processes.length + 1
      processes = [...processes.map((one) => ({ ...one, end: END })), processFacts({ pid, watcher, startedAt: time })]
      time += 100
      tell()
    },
    end: () => teller.end(0, summaryOf(NOTHING_COLLECTED), NOTHING_COLLECTED, []),
  }
}

test('what starts the app again is held back until the end', () => {
  const file = written({})
  for (let i = 0; i < 3; i += 1) file.starts()
  const before = file.text()
  expect(file.codes()).toEqual(['file-watched'])
  file.starts()
  expect(file.text()).toBe(before)
  file.end()
  expect(file.text().startsWith(before)).toBe(true)
  const pids = file.text().match(/"event":"process","pid":\d/g)
  expect(pids?.map((text) => text.at(-1))).toEqual(['1', '2', '3', '4'])
  expect(file.text()).toMatch(/"event":"end".*\n$/)
})

test('a watcher is known by the command, too', () => {
  const file = written({ command: 'node_modules/.bin/nodemon server.js', watcher: null })
  for (let i = 0; i < 3; i += 1) file.starts()
  expect(file.codes()).toEqual(['file-watched'])
})

test.each([
  ['what starts it is no watcher, as for tests', { watcher: null }],
  ['somebody saved a file much later', { laterMs: 60_000 }],
  ['the file lies elsewhere', { file: path.join(temporaryFolder(), 'trace.json') }],
])('lines are written at once where %s', (_, parts) => {
  const file = written(parts)
  for (let i = 0; i < 4; i += 1) file.starts()
  expect(file.codes()).toEqual([])
  expect(file.text().match(/"event":"process"/g)).toHaveLength(4)
})

const COMMAND = ['--', 'node', '--watch-path=.', 'app.mjs']

test.each([
  ['a file with a name', ['--json-file', 'trace.json'], false],
  ['standard output', ['--json'], true],
])('a real watcher comes to rest, and nothing is missing in the file: %s', async (_, flags, isOutput) => {
  const folder = countingApp()
  const toFile = isOutput ? { output: path.join(folder, 'trace.json') } : {}
  const trace = startTrace([...flags, ...COMMAND], { folder, ...toFile })
  await trace.said(/a watcher watches that file/)
  // What was written last may start it once more, and a process that is on its way out answers, too.
  let before = ''
  const answer = await vi.waitFor(
    async () => {
      const port = [...`${trace.stdout().toString()}${trace.stderr()}`.matchAll(/port (\d+)/g)].at(-1)?.[1] ?? ''
      const seen = await visit(port)
      const here = /in \d+/.exec(seen?.text ?? '')?.[0] ?? 'nobody'
      const stays = here === before
      before = here
      if (!seen || !stays) throw new Error('Nobody listens there for long.')
      return seen
    },
    { timeout: 30_000, interval: 500 },
  )
  const pid = Number(/in (\d+)/.exec(answer.text)?.[1])
  trace.child.kill('SIGINT')
  expect(await trace.ended).toBe(130)
  const events = trace.events(readFileSync(path.join(folder, 'trace.json'), 'utf8'))
  // The first tries may have come to a process that was on its way out.
  const exchanges = events.filter(({ event }) => event === 'exchange')
  expect(exchanges.at(-1)).toMatchObject({ process: { pid } })
  expect(events.at(-1)).toMatchObject({ event: 'end', exchanges: exchanges.length })
})
