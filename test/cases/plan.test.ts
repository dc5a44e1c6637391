import { describe, expect, test } from 'vitest'
import type { LayerFacts } from '../../src/observe/observation.ts'
import { layer, observation, sessionCall } from '../support/observations.ts'
import { planFor } from './plan.ts'
import { routesOf } from './routes.ts'

let id = 0
const at = (path: string, parts: Partial<LayerFacts> = {}): LayerFacts => layer({ id: (id += 1), path, ...parts })
const route = (line: string): LayerFacts => {
  const [method = '', path = ''] = line.split(/ (.*)/)
  return at(path, { kind: 'route', methods: method === 'ALL' ? [] : [method] })
}

describe('the routes of an app', () => {
  test('pages, logins, logouts, and what else changes something', () => {
    const stack = [
      'GET /',
      'GET /login',
      'POST /login',
      'POST /logout',
      'GET /auth',
      'POST /cart/:item',
      'DELETE /cart',
    ]
    expect(routesOf(stack.map(route))).toEqual({
      pages: ['/', '/login', '/auth'],
      logins: ['POST /login'],
      logouts: ['POST /logout'],
      writes: ['POST /cart/one', 'DELETE /cart'],
      takesJson: false,
    })
  })

  test('a link logs out where no form does', () => {
    expect(routesOf([route('GET /logout')])).toMatchObject({ pages: [], logouts: ['GET /logout'] })
    expect(routesOf([route('GET /logout'), route('POST /logout')])).toMatchObject({ logouts: ['POST /logout'] })
  })

  test('those of a router stand under its path', () => {
    const router = at('/shop', { kind: 'router', layers: [route('GET /'), route('POST /cart')] })
    expect(routesOf([router])).toMatchObject({ pages: ['/shop'], writes: ['POST /shop/cart'] })
  })

  test.each([
    ['GET /users/:id/:tab', ['/users/one/one']],
    ['GET /docs{/:page}', ['/docs']],
    ['GET /a, /b', ['/a']],
    ['GET /^\\/x$/', []],
    ['GET /files/*path', []],
    ['ALL /any', ['/any']],
  ])('%s is asked for as %j', (line, pages) => {
    expect(routesOf([route(line)]).pages).toEqual(pages)
  })

  test('only JSON is read where only that has a parser', () => {
    const [json, form] = [at('/', { name: 'jsonParser' }), at('/', { name: 'urlencodedParser' })]
    expect([[json], [form], [json, form], []].map((stack) => routesOf(stack).takesJson)).toEqual([
      true,
      false,
      false,
      false,
    ])
  })
})

test('a plan opens pages, logs in, comes back, restarts, and lets time go by as the session lives', () => {
  const seen = observation({
    stack: [route('GET /me'), route('POST /login'), route('POST /logout')],
    sessions: [sessionCall({ options: { 'cookie.maxAge': { kind: 'number', value: 60_000 } } })],
  })
  const plan = planFor(seen, { body: { user: 'kay' } })
  expect(plan.slice(1, 4)).toEqual([
    { send: 'GET /me', loads: true },
    { send: 'POST /login', body: { user: 'kay' }, form: true, follow: true },
    { send: 'GET /me' },
  ])
  expect(plan.filter((move) => 'laterMs' in move).map(({ laterMs }) => laterMs)).toEqual([42_000, 42_000, 93_600_000])
  expect(plan).toContainEqual({ send: 'GET /me', as: null, cookiesOf: 'ada' })
  expect(plan.slice(-2)).toEqual([{ restart: true }, { send: 'GET /me' }])
  expect(plan.some((move) => 'together' in move)).toBe(false)
  expect(plan.some((move) => 'opens' in move || 'says' in move)).toBe(false)
})

test('a WebSocket is opened where there is a package for them, and used before a login and after it', () => {
  const seen = observation({
    stack: [route('GET /'), route('POST /login')],
    packages: [{ name: 'ws', version: null, folder: '' }],
  })
  const plan = planFor(seen).slice(2, 6)
  expect(plan.map((move) => Object.keys(move)[0])).toEqual(['opens', 'says', 'send', 'says'])
})
