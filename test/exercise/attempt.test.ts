import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { attempt } from '../../src/exercise/attempt.ts'
import { advance, exercise, get, send, type Exercise } from '../../src/exercise/index.ts'
import { APP, host } from '../sandbox/try-file.ts'
import { temporaryFolder } from '../support/run.ts'

const MINUTE = 60_000

/** A cookie that ends after ten minutes, and what of it comes back; with the time of the app. */
const SOURCE = `${APP}app.get('/', (req, res) => {
  res.cookie('a', '1', { maxAge: 10 * ${MINUTE} }).json({ now: Date.now() })
})
app.get('/later', (req, res) => res.json({ now: Date.now(), cookie: req.headers.cookie ?? null }))
app.listen(3000)
`

const waiting = (minutes: number): Exercise => ({
  title: 'Waiting',
  ...exercise({
    home: import.meta.url,
    actions: [send('first', get('/')), advance('a while', minutes * MINUTE), send('later', get('/later'))],
    checks: [],
    hints: [],
    explanation: '',
  }),
})

test('attempts run side by side, each with a clock of its own for app, browser and record', async () => {
  const file = path.join(temporaryFolder(), 'file.js')
  writeFileSync(file, SOURCE)
  const { Date: real } = globalThis
  const dates = new Set<unknown>()
  const watch = setInterval(() => dates.add(globalThis.Date), 1)
  const minutes = [9, 11]
  const attempts = await Promise.all(
    minutes.map((wait) => attempt(waiting(wait), file, host, new AbortController().signal)),
  )
  clearInterval(watch)
  const seen = attempts.map(({ problem, exchanges: [first, later] }) => {
    const [begin, end] = [Number(first?.json['now']), Number(later?.json['now'])]
    const minutesByRecord = ((later?.at ?? 0) - (first?.at ?? 0)) / MINUTE
    return { problem, minutes: (end - begin) / MINUTE, minutesByRecord, cookie: later?.json['cookie'] }
  })
  expect(seen).toEqual([
    { problem: null, minutes: 9, minutesByRecord: 9, cookie: 'a=1' },
    { problem: null, minutes: 11, minutesByRecord: 11, cookie: null },
  ])
  // The clock of the process that runs them is left alone.
  expect([...dates]).toEqual([real])
})
