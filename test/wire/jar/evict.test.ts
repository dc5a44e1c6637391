import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createBrowserJar } from '../../../src/wire/jar/browser-jar.ts'
import { evict, MOST_IN_ALL, MOST_OF_A_DOMAIN } from '../../../src/wire/jar/evict.ts'
import type { Kept } from '../../../src/wire/jar/kept.ts'

const NOW = Date.UTC(2026, 0, 1)
const SHOP = new URL('https://shop.example/')

const names = (count: number) => Array.from({ length: count }, (_, index) => `c${index}`)
const sentTo = (header: string) => header.split('; ').map((pair) => pair.split('=')[0])

describe('a domain has no more than 50 cookies (5.7, "remove excess cookies"; 6.1)', () => {
  test('the one goes that was not used for the longest time', () => {
    const jar = createBrowserJar()
    jar.keep(
      names(MOST_OF_A_DOMAIN).map((name) => `${name}=1; Path=/${name}`),
      SHOP,
    )
    // Sending is a use (5.8.3, step 5), and so is setting it again.
    expect(jar.headerFor(new URL('/c0', SHOP))).toBe('c0=1')
    jar.keep(['c1=1; Path=/c1'], SHOP)
    jar.keep(['another=1', 'and-another=1'], SHOP)
    const left = names(MOST_OF_A_DOMAIN).filter((name) => jar.headerFor(new URL(`/${name}`, SHOP)).includes(name))
    expect(left).toEqual(names(MOST_OF_A_DOMAIN).filter((name) => name !== 'c2' && name !== 'c3'))
  })

  test('those without Secure go first, even a new one', () => {
    const jar = createBrowserJar()
    jar.keep(
      names(MOST_OF_A_DOMAIN).map((name, index) => `${name}=1${index === 30 ? '' : '; Secure'}`),
      SHOP,
    )
    jar.keep(['new=1; Secure'], SHOP)
    expect(sentTo(jar.headerFor(SHOP))).toEqual([...names(MOST_OF_A_DOMAIN).filter((name) => name !== 'c30'), 'new'])
    jar.keep(['plain=1'], SHOP)
    expect(sentTo(jar.headerFor(SHOP))).not.toContain('plain')
  })

  test('those that have ended make room first', () => {
    let time = NOW
    const jar = createBrowserJar({ now: () => time })
    jar.keep(
      names(MOST_OF_A_DOMAIN).map((name, index) => `${name}=1; Max-Age=${index === 20 ? 1 : 60}`),
      SHOP,
    )
    time += 1000
    jar.keep(['new=1'], SHOP)
    expect(sentTo(jar.headerFor(SHOP))).toEqual([...names(MOST_OF_A_DOMAIN).filter((name) => name !== 'c20'), 'new'])
  })

  test('other hosts have their own 50, a domain and its subdomain too', () => {
    const jar = createBrowserJar()
    const www = new URL('https://www.shop.example/')
    const lines = names(MOST_OF_A_DOMAIN).map((name) => `${name}=1`)
    jar.keep(lines, SHOP)
    jar.keep(lines, www)
    expect(sentTo(jar.headerFor(SHOP))).toHaveLength(MOST_OF_A_DOMAIN)
    expect(sentTo(jar.headerFor(www))).toHaveLength(MOST_OF_A_DOMAIN)
  })
})

const kept = fc.record({
  name: fc.nat(5).map((number) => `n${number}`),
  value: fc.constant(''),
  domain: fc.constantFrom('a.example', 'b.example'),
  hostOnly: fc.boolean(),
  path: fc.constant('/'),
  secure: fc.boolean(),
  sameSite: fc.constant('default' as const),
  created: fc.constant(0),
  end: fc.constantFrom(NOW - 1, NOW, NOW + 1, Infinity),
  used: fc.nat(1000),
})

describe('whatever is in the jar', () => {
  const jars = fc.array(kept, { maxLength: 4 * MOST_OF_A_DOMAIN, size: 'max' })
  const ofDomain = (cookies: readonly Kept[], domain: string) => cookies.filter((cookie) => cookie.domain === domain)

  test('nothing that has ended stays, nothing else goes where there is room, and the order stays', () => {
    fc.assert(
      fc.property(jars, (cookies) => {
        const left = evict(cookies, NOW)
        const alive = cookies.filter(({ end }) => end > NOW)
        expect(left).toEqual(alive.filter((cookie) => left.includes(cookie)))
        for (const domain of ['a.example', 'b.example']) {
          const count = Math.min(ofDomain(alive, domain).length, MOST_OF_A_DOMAIN)
          expect(ofDomain(left, domain)).toHaveLength(count)
        }
      }),
    )
  })

  test('none goes while another of its domain stays that should go before it', () => {
    fc.assert(
      fc.property(jars, (cookies) => {
        const left = new Set(evict(cookies, NOW))
        for (const domain of ['a.example', 'b.example']) {
          const alive = ofDomain(cookies, domain).filter(({ end }) => end > NOW)
          for (const gone of alive.filter((cookie) => !left.has(cookie))) {
            const spared = alive.filter(
              (cookie) =>
                left.has(cookie) &&
                (gone.secure ? !cookie.secure || cookie.used < gone.used : !cookie.secure && cookie.used < gone.used),
            )
            expect(spared).toEqual([])
          }
        }
      }),
    )
  })
})

test('a jar has no more than 3000 cookies, and Secure saves none that nobody used (5.7; 6.1)', () => {
  const cookie = (index: number): Kept => ({
    name: `n${index}`,
    value: '',
    domain: `d${index % 100}.example`,
    hostOnly: true,
    path: '/',
    secure: index < 10,
    sameSite: 'default',
    created: 0,
    end: index === 5 ? NOW : Infinity,
    used: index,
  })
  const gone = (cookies: readonly Kept[]) => {
    const left = new Set(evict(cookies, NOW))
    return cookies.filter((one) => !left.has(one)).map(({ name }) => name)
  }
  const full = Array.from({ length: MOST_IN_ALL + 4 }, (_, index) => cookie(index))
  expect(gone(full)).toEqual(['n0', 'n1', 'n2', 'n5'])
  // Where a domain has too many, room is made there, and that may be room enough.
  const crowd = Array.from({ length: MOST_OF_A_DOMAIN + 2 }, (_, index) => ({
    ...cookie(5000 + index),
    domain: 'crowd',
  }))
  const others = full.slice(-MOST_IN_ALL + MOST_OF_A_DOMAIN)
  expect(gone([...crowd, ...others])).toEqual(['n5000', 'n5001'])
})
