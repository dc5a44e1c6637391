import { expect, test, vi } from 'vitest'
import { countingApp, isThere, startTrace, visit } from '../../support/traced.ts'

/** Who ends whom, and what is left. */

const gone = (pid: number) => vi.waitFor(() => expect(isThere(pid)).toBe(false), { timeout: 30_000 })

test.concurrent.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  '%s is passed on, and the command is waited for, longer than the tutor waits for anything else',
  async (signal) => {
    const folder = countingApp(`
      process.on('${signal}', () => {
        console.log('closing')
        setTimeout(() => { console.log('closed'); process.exit(5) }, 6000)
      })
    `)
    const trace = startTrace(['--json-file', 'trace', 'app.mjs'], { folder })
    await trace.said(/port (\d+)/)
    trace.child.kill(signal)
    expect(await trace.ended).toBe(130)
    expect(trace.stdout().toString()).toMatch(/closing\nclosed\n$/)
    expect(trace.stderr()).toContain('0 requests')
  },
)

test.concurrent('the second signal kills all that the command started, and the trace is told to its end', async () => {
  const folder = countingApp(`process.on('SIGINT', () => console.log('not yet')); console.log('pid', process.pid, '.')`)
  const trace = startTrace(['--json', '--', 'sh', '-c', 'trap : INT; node app.mjs; true'], { folder })
  const pid = Number(await trace.said(/pid (\d+) \./))
  await trace.said(/port (\d+)/)
  trace.child.kill('SIGINT')
  await trace.said(/not yet/)
  trace.child.kill('SIGINT')
  expect(await trace.ended).toBe(130)
  expect(trace.events().at(-1)).toMatchObject({ event: 'end', exitCode: 130 })
  await gone(pid)
})

test.concurrent('when the tutor is killed, the app lives on, and answers', async () => {
  const trace = startTrace(['app.mjs'], { folder: countingApp() })
  const port = await trace.said(/port (\d+)/)
  const first = await visit(port)
  trace.child.kill('SIGKILL')
  // Its streams are still those of the app, so it is not closed before that ends.
  await vi.waitFor(() => expect(trace.child.signalCode).toBe('SIGKILL'))
  const pid = Number(/\d+$/.exec(first?.text ?? '')?.[0])
  try {
    for (const n of [2, 3, 4]) expect((await visit(port, '/', first?.cookie))?.text).toBe(`visit ${n} in ${pid}`)
  } finally {
    process.kill(pid)
  }
  await gone(pid)
})

test.concurrent('when the app is killed, that is told', async () => {
  const folder = countingApp(`app.get('/end', () => process.kill(process.pid, 'SIGKILL'))`)
  const trace = startTrace(['--json', 'app.mjs'], { folder })
  const port = await trace.said(/port (\d+)/)
  await visit(port)
  expect(await visit(port, '/end')).toBe(null)
  expect(await trace.ended).toBe(128 + 9)
  expect(trace.events().filter(({ event }) => event === 'exchange')).toHaveLength(1)
  expect(trace.events().slice(-2)).toMatchObject([
    { event: 'notice', code: 'killed' },
    { event: 'end', exitCode: 137 },
  ])
})

test.concurrent('the command goes on though nobody reads what the tutor says', async () => {
  const trace = startTrace(['app.mjs'], { folder: countingApp(`app.get('/end', () => process.exit(3))`) })
  const port = await trace.said(/port (\d+)/)
  trace.child.stderr?.destroy()
  const first = await visit(port)
  for (const n of [2, 3]) expect((await visit(port, '/', first?.cookie))?.text).toContain(`visit ${n} in`)
  await visit(port, '/end')
  expect(await trace.ended).toBe(3)
})
