import { expect, test } from 'vitest'
import type { RequestPlan } from '../../../src/wire/client.ts'
import type { OpenPage } from '../../../src/wire/pages/page.ts'
import { pageHeaders } from '../../../src/wire/pages/page-headers.ts'

const headersOf = (origin: string, by: OpenPage['by'], method: RequestPlan['method'], url: string) => {
  const page: OpenPage = { host: '', by, credentials: 'include', movesClock: false, origin }
  const { Origin, 'Sec-Fetch-Site': site, 'Sec-Fetch-Mode': mode, Referer } = pageHeaders(page, method, new URL(url))
  return [Origin, site, mode, Referer]
}

test.each<[string, OpenPage['by'], RequestPlan['method'], string, readonly (string | undefined)[]]>([
  [
    'http://localhost:5173',
    'script',
    'GET',
    'http://localhost:3000/me',
    ['http://localhost:5173', 'same-site', 'cors', 'http://localhost:5173/'],
  ],
  [
    'http://127.0.0.1:5173',
    'script',
    'POST',
    'http://localhost:3000/',
    ['http://127.0.0.1:5173', 'cross-site', 'cors', 'http://127.0.0.1:5173/'],
  ],
  [
    'http://localhost:3000',
    'script',
    'GET',
    'http://localhost:3000/',
    [undefined, 'same-origin', 'cors', 'http://localhost:3000/'],
  ],
  [
    'http://127.0.0.1:5173',
    'link',
    'GET',
    'http://localhost:3000/',
    [undefined, 'cross-site', 'navigate', 'http://127.0.0.1:5173/'],
  ],
  [
    'http://127.0.0.1:5173',
    'form',
    'POST',
    'http://localhost:3000/',
    ['http://127.0.0.1:5173', 'cross-site', 'navigate', 'http://127.0.0.1:5173/'],
  ],
  // Fetch metadata goes only to what counts as safe from listeners.
  ['http://a.test', 'script', 'GET', 'http://b.test/', ['http://a.test', undefined, undefined, 'http://a.test/']],
  [
    'https://a.shop.test',
    'script',
    'GET',
    'https://b.shop.test/',
    ['https://a.shop.test', 'same-site', 'cors', 'https://a.shop.test/'],
  ],
])('%s, by a %s: %s %s', (origin, by, method, url, expected) => {
  expect(headersOf(origin, by, method, url)).toEqual(expected)
})
