import { expect, test } from 'vitest'
import { make } from '../../src/doctor/drive.ts'
import { useApp } from '../../src/doctor/used-app.ts'
import { doctorHost } from '../support/doctor-host.ts'
import path from 'node:path'

const file = path.join(import.meta.dirname, 'apps', 'stuck.js')

test('a redirect to what never answers: both requests are known by who sent them', async () => {
  const hangs = { limitFor: () => 300, went() {}, startOver() {} }
  const app = await useApp({ file }, doctorHost, { hangs })
  app.scenario('login')
  await app.visit({ send: 'POST /login', follow: true })
  const { exchanges } = await app.close()
  expect(exchanges.map(({ request, client, scenario }) => [request.url, client, scenario])).toEqual([
    ['/login', 'ada', 'login'],
    ['/members', 'ada', 'login'],
  ])
})

test('of two clicks the second comes before the answer to the first', async () => {
  const app = await useApp({ file }, doctorHost)
  const click = { send: 'POST /click' }
  await make({ together: [click, click], apartMs: 1 }, app)
  const { exchanges } = await app.close()
  expect(exchanges.map(({ response }) => response?.status)).toEqual([200, 200])
})
