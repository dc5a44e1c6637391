import { expect, test } from 'vitest'
import { wayThrough } from '../../../src/terminal/lesson/way.ts'
import type { ProxyPlan } from '../../../src/wire/proxy/forwarded.ts'

const proxy = (name: string, speaks: ProxyPlan['speaks']): ProxyPlan => ({ name, speaks, proto: 'sets', for: 'sets' })

test('from the browser to the app, with what is spoken on each part of the way', () => {
  expect(wayThrough([proxy('the CDN', 'https'), proxy('the balancer', 'http')])).toBe(
    'browser --https--> the CDN --http--> the balancer --http--> app',
  )
  expect(wayThrough([proxy('a', 'https')], (text) => `(${text})`)).toBe('browser (--https-->) a (--http-->) app')
})
