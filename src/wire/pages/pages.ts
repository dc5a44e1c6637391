import { CannotBlock, openTabs, type Tabs } from '../chromium/tabs.ts'
import type { Player, RealBrowser } from '../chromium/real-browser.ts'
import type { Browsers, RequestPlan } from '../client.ts'
import type { Client } from '../exchange.ts'
import { PATIENCE_MS } from '../patience.ts'
import type { ProxyPlan } from '../proxy/forwarded.ts'
import { servePage, type PageServer } from './page-server.ts'
import type { OpenPage, PagePlan, Reading } from './page.ts'
import { sendFromPage } from './tutors-browser.ts'

/** Pages of another origin, in a real browser where there is one, and else in one that the tutor plays. */
export interface Pages {
  /** The origin of a page that is open under a name of this machine. Its server starts when this is asked first. @param scheme `http` if left out */
  originOf(host: string, scheme?: Scheme): Promise<string>
  /** Who plays the browser. A real one starts when this is asked first. */
  player(): Promise<Player>
  /**
   * Lets a page start a request, and waits for what comes of it.
   * @param api the server, by the name that the page calls it. Over https the page is, too
   * @throws what a client throws that gets no answer
   */
  send(api: string, browser: string, plan: RequestPlan, page: PagePlan, limitMs: number): Promise<PageSent>
  /** Every browser is new. */
  forget(): Promise<void>
  /** Closes windows and server. */
  close(): Promise<void>
}

type Scheme = ProxyPlan['speaks']

/** What a page sent, and what came of it. */
export interface PageSent {
  readonly client: Client
  readonly page: OpenPage
  /** Null where the answer becomes the page that is shown. What a real browser lets its script read it does not explain: `why` is null then. */
  readonly reading: Reading | { readonly ok: false; readonly why: null } | null
}

/**
 * @param browsers those that the tutor plays, with their jars, by the names of this machine
 * @param real the browser of this machine; if left out, the tutor plays all
 */
export function createPages(browsers: () => Browsers, real?: RealBrowser): Pages {
  const serving = new Map<Scheme, Promise<PageServer>>()
  let windows: Tabs | undefined
  const nobody: Player = { kind: 'nobody', reason: 'hidden', why: null }
  const player = (): Promise<Player> => (real ? real.player() : Promise.resolve(nobody))
  const serverOf = (scheme: Scheme): Promise<PageServer> => {
    const server = serving.get(scheme) ?? (scheme === 'https' ? servePageOverHttps() : servePage())
    serving.set(scheme, server)
    return server
  }
  const originOf = async (host: string, scheme: Scheme = 'http') => (await serverOf(scheme)).originOf(host)
  const forget = async () => {
    await windows?.close()
    windows = undefined
  }
  return {
    originOf,
    player,
    forget,
    async send(api, browser, plan, page, limitMs) {
      const open: OpenPage = { ...page, origin: await originOf(page.host, api.startsWith('https:') ? 'https' : 'http') }
      const playing = page.movesClock ? nobody : await player()
      if (playing.kind === 'chromium') {
        windows ??= openTabs(playing.chromium.devTools)
        try {
          const patience = Math.max(limitMs, PATIENCE_MS.apart)
          const read = await windows.send(browser, open, api + plan.path, plan, patience)
          const reading = read === null ? null : read ? ({ ok: true } as const) : ({ ok: false, why: null } as const)
          return { client: 'chromium', page: open, reading }
        } catch (error) {
          // Then the tutor plays this one, too.
          if (!(error instanceof CannotBlock)) throw error
        }
      }
      const all = browsers()
      const send = (request: RequestPlan, withCookies: boolean) =>
        all.send(api, withCookies ? browser : null, request, limitMs)
      return { client: all.client, page: open, reading: await sendFromPage(send, api, plan, open) }
    },
    async close() {
      await forget()
      for (const server of serving.values()) await (await server).close()
      serving.clear()
    },
  }
}

const servePageOverHttps = async (): Promise<PageServer> =>
  servePage((await import('../proxy/own-certificate.ts')).ownCertificate())
