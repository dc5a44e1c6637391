import { expect, test } from 'vitest'
import { send } from '../../src/doctor/send.ts'
import type { Browsers, RequestPlan } from '../../src/wire/client.ts'
import type { HeaderPair } from '../../src/observe/observation.ts'

const plan = (method: RequestPlan['method'], path: string): RequestPlan => ({ method, path, headers: {}, body: null })

/** Browsers of an app whose login leads to a page that does not answer. @returns them, and how long each request was waited for */
function browsersOf(): { readonly browsers: Browsers; readonly limits: readonly (readonly [string, unknown])[] } {
  const limits: [string, unknown][] = []
  const sends: Browsers['send'] = (_server, _browser, { path }, limitMs, onHead = () => {}) => {
    limits.push([path, limitMs])
    if (path === '/members') return Promise.reject(new Error('no answer'))
    const headers: HeaderPair[] = [['Location', '/members']]
    const head = { status: 302, statusText: 'Found', headers }
    onHead(head)
    return Promise.resolve({ ...head, body: '', setCookies: [] } as unknown as Awaited<ReturnType<Browsers['send']>>)
  }
  return { browsers: { send: sends } as Browsers, limits }
}

test('each page that a redirect leads to is waited for as long as that page deserves', async () => {
  const { browsers, limits } = browsersOf()
  const onwardMs = (to: string) => (to === 'GET /members' ? 250 : 9999)
  const login = plan('POST', '/login')
  const sent = await send(browsers, 'http://127.0.0.1:1', 'ada', login, { limitMs: 4000, onwardMs, follow: true })
  expect(limits).toEqual([
    ['/login', 4000],
    ['/members', 250],
  ])
  expect(sent.plans.map((_, place) => sent.statusOf(place))).toEqual([302, null])
})
