import type { ProxyPlan } from '../../src/wire/proxy/forwarded.ts'
import { withParts } from '../support/lessons.ts'
import type { OtherBreaks } from './lessons.test.ts'

type Break = OtherBreaks[string]

/** Every proxy is another one. */
const withProxies =
  (change: Partial<ProxyPlan>): Break =>
  (lesson) =>
    withParts(lesson, (part) =>
      part.kind === 'restart' && part.behind
        ? { ...part, behind: part.behind.map((proxy) => ({ ...proxy, ...change })) }
        : part,
    )

/** The app decides again with each request what 'auto' comes to. */
const eachTime: Break = (lesson) =>
  withParts(lesson, (part) =>
    part.kind === 'restart' && part.label === "'auto' and rolling"
      ? { ...part, app: '../../test/lessons/apps/behind-a-proxy/each-time-app' }
      : part,
  )

export default {
  'Trust alone is not enough: without X-Forwarded-Proto the app sees http.': withProxies({ proto: 'sets' }),
  'A second proxy that overwrites https takes the cookie away, with 2 too.': withProxies({ proto: 'appends' }),
  "'auto' is decided when a session is made, and kept with it.": eachTime,
  'true believes the client; behind two proxies 1 finds the CDN, 2 the client.': withProxies({ for: 'sets' }),
} satisfies OtherBreaks
