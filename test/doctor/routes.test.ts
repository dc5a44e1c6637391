import { describe, expect, test } from 'vitest'
import type { LayerFacts } from '../../src/observe/observation.ts'
import { layer } from '../support/observations.ts'
import { routesOf } from '../../src/doctor/routes.ts'

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
