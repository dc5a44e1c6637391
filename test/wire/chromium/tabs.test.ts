import { expect, test } from 'vitest'
import type { DevTools } from '../../../src/wire/chromium/dev-tools.ts'
import { CannotBlock, openTabs } from '../../../src/wire/chromium/tabs.ts'

const page = {
  host: 'localhost',
  origin: 'http://localhost:5173',
  by: 'script',
  credentials: 'include',
  movesClock: false,
} as const
const plan = { method: 'GET', path: '/', headers: {}, body: null } as const

test('where the browser ends while a page is being opened, nobody waits for it', async () => {
  const asked: string[] = []
  let end = () => {}
  const devTools: DevTools = {
    // Every question is answered. That the page is there is never said.
    async call(method) {
      asked.push(method)
      if (method === 'Page.navigate') end()
      return {}
    },
    on: () => () => {},
    ended: new Promise<never>((_, reject) => (end = () => reject(new Error('the browser has ended')))),
  }
  const sent = openTabs(devTools).send('Ada', page, 'http://localhost:3000/', plan, 60_000)
  await expect(sent).rejects.toThrow('the browser has ended')
  expect(asked).toContain('Page.navigate')
})

test('one that is too old to block third-party cookies says so', async () => {
  const devTools: DevTools = {
    async call(method) {
      if (method === 'Network.setCookieControls') throw new Error(`'${method}' wasn't found`)
      return {}
    },
    on: () => () => {},
    ended: new Promise<never>(() => {}),
  }
  const blocking = { ...page, blocksThirdParty: true } as const
  const sent = openTabs(devTools).send('Ada', blocking, 'http://localhost:3000/', plan, 60_000)
  await expect(sent).rejects.toThrow(CannotBlock)
})
