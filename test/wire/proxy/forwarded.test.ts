import { describe, expect, test } from 'vitest'
import { forwarded, goingOn, type ProxyPlan } from '../../../src/wire/proxy/forwarded.ts'
import type { HeaderPair } from '../../../src/wire/exchange.ts'

const plan: ProxyPlan = { name: 'the proxy', speaks: 'https', proto: 'sets', for: 'appends' }
const HOST: HeaderPair = ['Host', 'shop.example']

describe('what goes on', () => {
  test('all but what is for one connection', () => {
    const headers: HeaderPair[] = [
      HOST,
      ['Connection', 'keep-alive, X-Mine'],
      ['Keep-Alive', 'timeout=5'],
      ['x-mine', '1'],
      ['Cookie', 'a=1'],
      ['Set-Cookie', 'b=2'],
      ['Set-Cookie', 'c=3'],
    ]
    expect(goingOn(headers)).toEqual([HOST, ['Cookie', 'a=1'], ['Set-Cookie', 'b=2'], ['Set-Cookie', 'c=3']])
  })
})

describe('what a proxy tells', () => {
  const tells = (details: Partial<ProxyPlan>, ...came: HeaderPair[]) =>
    forwarded([...came, HOST], { ...plan, ...details }, '10.0.0.7').filter((pair) => pair !== HOST)

  test.each([
    ['the address and the protocol', tells({}), ['10.0.0.7', 'https']],
    ['plain http', tells({ speaks: 'http' }), ['10.0.0.7', 'http']],
    ['the address that it is told to see', tells({ sees: '198.51.100.4' }), ['198.51.100.4', 'https']],
  ])('%s', (_, headers, [address, protocol]) => {
    expect(headers).toEqual([
      ['X-Forwarded-For', address],
      ['X-Forwarded-Proto', protocol],
    ])
  })

  test.each([
    ['sets', '10.0.0.7'],
    ['appends', '203.0.113.7, 203.0.113.8, 10.0.0.7'],
  ] as const)('%s: what came before', (how, value) => {
    const came: HeaderPair[] = [
      ['x-forwarded-for', '203.0.113.7'],
      ['X-Forwarded-For', '203.0.113.8'],
    ]
    expect(tells({ for: how, proto: 'hands on' }, ...came)).toEqual([['X-Forwarded-For', value]])
  })

  test('nothing of its own, where it hands on what came', () => {
    const came: HeaderPair[] = [['x-forwarded-proto', 'https']]
    expect(tells({ for: 'hands on', proto: 'hands on' }, ...came)).toEqual(came)
    expect(tells({ for: 'hands on', proto: 'hands on' })).toEqual([])
  })
})
