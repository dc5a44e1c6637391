import https from 'node:https'
import type { Agent } from 'node:http'
import type { RequestPlan } from '../client.ts'
import type { HopSeen } from '../exchange.ts'
import type { ProxyPlan } from './forwarded.ts'
import { HOST, ownCertificate } from './own-certificate.ts'
import { startProxy, type Proxy } from './proxy.ts'
import { at, type Aim } from './target.ts'

/** Proxies one behind the other, the last of them in front of an app. */
export interface Chain {
  /** Where browsers come, as in `https://127.0.0.1:8443`. */
  readonly origin: string
  /** Connects to it: trusts the certificate of these proxies, and no other. Undefined where it is plain http. */
  readonly agent: Agent | undefined
  /**
   * How the first request since this was asked last came to each proxy, from the browser to the app.
   * @param wanted what it asks for, where browsers may have sent a question before; the very first if left out
   */
  came(wanted?: Pick<RequestPlan, 'method' | 'path'>): readonly HopSeen[]
  cut(): void
  close(): Promise<void>
}

/**
 * Starts proxies in front of an app. Their certificate is made now, with the key of this process.
 * @param plans from the browser to the app, at least one
 * @param app where the last of them sends requests on to: the port of the app on 127.0.0.1, or what chooses among several
 * @throws what listening throws
 */
export async function startChain(plans: readonly ProxyPlan[], app: number | Aim): Promise<Chain> {
  const certificate = ownCertificate()
  const proxies: { readonly plan: ProxyPlan; readonly proxy: Proxy }[] = []
  const close = async () => {
    await Promise.all(proxies.map(({ proxy }) => proxy.close()))
  }
  try {
    let aim = typeof app === 'number' ? at(app) : app
    let port = 0
    for (const plan of plans.toReversed()) {
      const proxy = await startProxy(plan, aim, certificate)
      proxies.unshift({ plan, proxy })
      port = proxy.port
      aim = at(port)
    }
    const speaks = plans[0]?.speaks ?? 'http'
    return {
      origin: `${speaks}://${HOST}:${port}`,
      agent: speaks === 'https' ? new https.Agent({ ca: certificate.cert, keepAlive: false }) : undefined,
      came: (wanted) =>
        proxies.flatMap(({ plan, proxy }) => {
          const all = proxy.came()
          const first = all.find(({ method, path }) => method === wanted?.method && path === wanted.path) ?? all[0]
          if (!first) return []
          const { headers, to } = first
          return [{ name: plan.name, over: plan.speaks, headers, ...(to === null ? {} : { to }) }]
        }),
      cut() {
        for (const { proxy } of proxies) proxy.cut()
      },
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
