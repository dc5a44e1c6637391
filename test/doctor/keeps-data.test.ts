import { once } from 'node:events'
import net from 'node:net'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { examine } from '../../src/doctor/examine.ts'
import { doctorHost } from '../support/doctor-host.ts'

/** Something that keeps what it is told, and an app that tells it something at each login. */
async function examined(writes: boolean) {
  let kept = ''
  const database = net.createServer((socket) => {
    socket.on('error', () => {}).on('data', (data) => (kept += data.toString()))
  })
  database.listen(0, '127.0.0.1')
  await once(database, 'listening')
  onTestFinished(() => void database.close())
  const { port } = database.address() as net.AddressInfo
  const host = { ...doctorHost, variables: { ...doctorHost.variables, DATABASE_PORT: String(port) } }
  const asked = {
    folder: path.join(import.meta.dirname, 'apps'),
    file: 'keeps-data.js',
    given: [],
    command: null,
    online: false,
    writes,
    login: null,
    visits: [],
  }
  const result = await examine(asked, host, () => {}, new AbortController().signal)
  return { ...result, kept, name: `something at localhost:${port}` }
}

test('an app that keeps data is only read: nothing ever comes to where it keeps them', async () => {
  const { kept, name, observation, scenarios, notTried } = await examined(false)
  expect(kept).toBe('')
  expect(new Set(observation.exchanges.map(({ request }) => request.method))).toEqual(new Set(['GET']))
  expect(observation.exchanges.map(({ request }) => request.url)).not.toContain('/reset')
  const skipped = scenarios.filter(({ result }) => result === 'skipped').map(({ name: one }) => one)
  expect(skipped).toEqual(expect.arrayContaining(['login', 'clock-late', 'two-processes', 'production']))
  expect(notTried[0]).toMatchObject({ why: `the app keeps data in ${name}`, flag: '--writes' })
})

test('--writes allows it, and says where', async () => {
  const { kept, name, remarks, scenarios } = await examined(true)
  expect(kept).toContain('INSERT')
  expect(remarks).toContain(`It was let write to ${name} (--writes).`)
  expect(scenarios.find((one) => one.name === 'login')).toMatchObject({ result: 'ok' })
})
