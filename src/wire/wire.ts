import { once } from 'node:events'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { machineFault, noConnection, type MachineFault } from '../faults.ts'
import type { RealBrowser } from './chromium/real-browser.ts'
import { createBrowsers, type Jars, type Transport } from './client.ts'
import { createClock } from './clock.ts'
import type { ProcessTaps, Wire } from './contract.ts'
import { createDelays } from './delays.ts'
import type { Exchange, Failure, ResponseSeen } from './exchange.ts'
import { failureOf, isReset } from './failure.ts'
import { guestExchange, isOf, MOST_VISITS, visitBy, type Guests, type Visit } from './guests.ts'
import type { Home } from './home.ts'
import { host, type Host } from './host.ts'
import { exchangeOf, sessionMark, type Answered } from './exchange-of.ts'
import type { Chain } from './proxy/chain.ts'
import { lightClient } from './light-client.ts'
import { momentsOf } from './moments.ts'
import { createCrossing, factsOfEach, type Crossing, type Sent } from './overlap.ts'
import { knownAs } from './known-as.ts'
import { observeHere } from './observed.ts'
import { pageExchange } from './pages/page-exchange.ts'
import { createPages, type PageSent } from './pages/pages.ts'
import { PATIENCE_MS } from './patience.ts'
import type { ExchangeFacts } from '../observe/observation.ts'
import { deploy } from './servers/deploy.ts'
import type { Servers } from './servers/servers.ts'
import { through } from './through.ts'
import { countAsApp } from '../observe/place.ts'
import { wholeClient } from './whole-client.ts'

export type { ProcessTaps, Wire } from './contract.ts'

const NO_RESPONSE: ResponseSeen = { status: 0, statusText: '', headers: [], body: '' }

/** Nobody has given what it takes to start one. */
const NOT_STARTED = {
  deprecations: [],
  about: null,
  failure: { kind: 'setup', message: 'No server can be started here.' },
} as const

/** What is heard of the process while an app starts or answers. */
interface Heard {
  readonly deprecations: string[]
  failure: Failure | null
}

/**
 * Opens the wire. Must come before anything loads express-session or Express, or nothing is known of what they do.
 * @param home where the app that runs comes from
 * @param guests who hears of what others send between exchanges; nobody if left out
 * @param real opens pages of other origins; if it is left out, the tutor plays that browser too
 * @param servers where apps may have processes of their own
 */
export function openWire(taps: ProcessTaps, home: Home, guests?: Guests, real?: RealBrowser, servers?: Servers): Wire {
  /** Null between exchanges: what a learner sends with curl while reading is served, and belongs to none. */
  let current: Heard | null = null
  const clock = createClock()
  const delays = createDelays()
  let running: Host | undefined
  /** Every server that runs, by its label. */
  const hosts = new Map<string, Host>()
  /** The proxies before the app that runs. */
  let chain: Chain | undefined
  const transport = byAnyName(through(wholeClient, () => chain ?? servers?.chain))
  let jars: Jars = new Map()
  let browsers = createBrowsers(transport, undefined, jars)
  let crossing: Crossing | undefined
  const pages = createPages(() => browsers, real)
  let fault: MachineFault | null = null

  /** What others sent to the app that runs, the last of it. */
  let visits: Visit[] = []
  countAsApp(home.folder)
  const observed = observeHere(taps.self, (facts) => {
    const visit = current ? undefined : visits.find((one) => isOf(one, facts))
    if (visit) guests?.called({ ...guestExchange(facts, visit, home), ...sessionMark(callsHere()) }, facts.number)
  })
  const taken = [
    observed.stop,
    taps.onDeprecation(({ message }) => void current?.deprecations.push(message)),
    taps.onCrash((error) => {
      // Between exchanges an app runs only for others. Without them it is a bug of ours, and must not be hidden.
      const visit = visits.at(-1)
      if (!current && !visit) throw error
      if (visit && !current) visit.failure ??= { kind: 'crash', message: String(error) }
      // The app of a lesson lives on, and so does the lesson.
      if (!current) return endConnections()
      fault ??= machineFault(error)
      current.failure ??= { kind: 'crash', message: String(error) }
      // The process would be gone now, and every connection with it.
      endConnections()
    }),
  ]

  // How often session() had been called before the app that runs was made.
  let before = 0
  const callsHere = () => observed.calls() - before
  const told = (answered: Omit<Answered, 'calls'>): Exchange => exchangeOf({ ...answered, calls: callsHere() }, home)

  const listen = (): Heard => (current = { deprecations: [], failure: null })
  const stop = async () => {
    await chain?.close()
    chain = undefined
    await servers?.close()
    for (const one of hosts.values()) await one.close()
    hosts.clear()
    running = undefined
    visits = []
    guests?.listens(null)
  }
  const endConnections = () => {
    for (const { server } of hosts.values()) server.closeAllConnections()
  }
  const cut = () => {
    chain?.cut()
    servers?.cut()
    endConnections()
  }
  /** What came while a page sends, which may be more than one request. */
  let requestsCame: { readonly visit: Visit; readonly over: Promise<unknown> }[] = []
  const bodyOf = (facts: ExchangeFacts): string =>
    requestsCame.find(({ visit }) => isOf(visit, facts))?.visit.body() ?? ''
  const receive = (request: IncomingMessage, response: ServerResponse) => {
    // The process would be gone.
    if (current?.failure) return void request.socket.destroy()
    crossing?.came(response)
    const visit = visitBy(request, response)
    if (current) requestsCame.push({ visit, over: new Promise((over) => response.once('close', over)) })
    else visits = [...visits.slice(-MOST_VISITS), visit]
  }

  return {
    clock,
    delays,
    pages,
    cut,
    async start(createApp, { behind = [], label = '', beside = false } = {}) {
      if (!beside) await stop()
      const heard = listen()
      before = observed.calls()
      try {
        running = await host(await createApp(), receive)
        hosts.set(label, running)
        if (behind.length > 0) chain = await (await import('./proxy/chain.ts')).startChain(behind, running.port)
        guests?.listens(`127.0.0.1:${running.port}`)
      } catch (error) {
        fault ??= machineFault(error)
        heard.failure = { kind: 'setup', message: String(error) }
      } finally {
        current = null
      }
      if (fault) throw fault
      return heard
    },
    async forgetBrowsers() {
      jars = new Map()
      browsers = createBrowsers(transport, undefined, jars)
      await pages.forget()
    },
    async startServers(plans, behind, beside = false) {
      if (!beside) await stop()
      const started = await (beside ? servers?.again(plans) : servers?.start(plans, behind))
      guests?.listens(servers?.areThere() ? new URL(servers.origin()).host : null)
      return started ?? NOT_STARTED
    },
    async deploy(plan, plans, interrupted) {
      if (!servers) return { underway: [], meanwhile: {}, failure: NOT_STARTED.failure }
      return deploy(plan, plans, servers, createBrowsers(lightClient, undefined, jars), interrupted)
    },
    async send(label, browser, plan, limitMs, past = false) {
      if (servers?.areThere()) return servers.send(label, browser, plan, browsers, Math.max(limitMs, PATIENCE_MS.apart))
      const heard = listen()
      const at = Date.now()
      let facts: readonly ExchangeFacts[] = []
      const hops = chain
      const appAddress = `127.0.0.1:${running?.port}`
      // What others sent through them since.
      hops?.came()
      let response = NO_RESPONSE
      let sent: PageSent | undefined
      requestsCame = []
      observed.came()
      const server = plan.to === undefined ? running : hosts.get(plan.to)
      if (server) {
        const connections = server.connections()
        const straight = `http://127.0.0.1:${server.port}`
        const door = past || server !== running ? straight : (chain?.origin ?? straight)
        try {
          if (plan.page) {
            const api = door.replace('127.0.0.1', 'localhost')
            sent = await pages.send(api, browser ?? '', plan, plan.page, limitMs)
            await Promise.all(requestsCame.map(({ over }) => over))
          } else {
            const answered = responseClosed(server)
            response = await browsers.send(door, browser, plan, limitMs)
            await answered
          }
        } catch (error) {
          heard.failure ??= failureOf(error, limitMs)
          const isHeard = server.connections() > connections
          fault ??= machineFault(error) ?? (isHeard || !isReset(error) ? null : noConnection())
        }
        // express-session reports a cookie that it could not write one turn after the headers (index.js `defer`).
        await new Promise(setImmediate)
        facts = observed.came()
        if (heard.failure && heard.failure.kind !== 'cut') await stop()
      } else {
        heard.failure = { kind: 'crash', message: 'nobody listens any more' }
      }
      current = null
      if (fault) throw fault
      const exchange = told({ label, browser, plan, response, facts, client: browsers.client, ...heard, at })
      const passed = hops ? { through: hops.came(plan), appAddress } : {}
      return { ...exchange, ...(sent ? pageExchange(sent, plan, facts, bodyOf, home) : {}), ...passed }
    },
    async overlap(requests, limitMs) {
      const heard = listen()
      const at = Date.now()
      observed.came()
      const light = createBrowsers(lightClient, undefined, jars)
      let sent: readonly Sent[] = []
      if (running) {
        crossing = createCrossing()
        const over = delays.during(crossing.isAtRest)
        sent = await crossing.send(`http://127.0.0.1:${running.port}`, requests, light, limitMs)
        over()
        crossing = undefined
        await new Promise(setImmediate)
      } else {
        const sends = requests.how === 'together' ? requests.sends : [requests.first]
        heard.failure = { kind: 'crash', message: 'nobody listens any more' }
        sent = sends.map((one) => ({ ...one, response: null, error: null, arrivals: [] }))
      }
      const facts = factsOfEach(sent, observed.came())
      const failures = sent.map(({ response, error }): Failure | null => {
        fault ??= machineFault(error)
        return response ? null : (heard.failure ?? failureOf(error, limitMs))
      })
      if (failures.some((failure) => failure !== null && failure.kind !== 'cut')) await stop()
      current = null
      if (fault) throw fault
      const exchanges = sent.map(({ label, browser, plan, response }, i) =>
        told({
          label,
          browser,
          plan,
          response: response ?? NO_RESPONSE,
          facts: [facts[i] ?? []].flat(),
          client: light.client,
          deprecations: i === 0 ? heard.deprecations : [],
          failure: failures[i] ?? null,
          at: facts[i]?.at ?? at,
        }),
      )
      const known = sent.flatMap(({ label, arrivals }, i) => (facts[i] ? [{ label, facts: facts[i], arrivals }] : []))
      return { exchanges, moments: momentsOf(known) }
    },
    async close() {
      for (const release of taken) release()
      delays.stop()
      clock.restore()
      await stop()
      await pages.close()
    },
  }
}

/** Every name of this machine leads to the server that listens on that port. */
const byAnyName = (client: Transport): Transport =>
  knownAs(client, ({ protocol, port }) => `${protocol}//127.0.0.1:${port}`)

/** Resolves when the server is done with the next request, which is later than when the client has the answer. */
async function responseClosed({ server }: Host): Promise<void> {
  const [, response] = (await once(server, 'request')) as [unknown, NodeJS.EventEmitter & { closed: boolean }]
  if (!response.closed) await once(response, 'close')
}
