import type { RequestPlan } from '../client.ts'
import type { OpenPage } from '../pages/page.ts'
import type { DevTools } from './dev-tools.ts'

/** The windows of a real browser: each named browser is one of its contexts, with cookies of its own. */
export interface Tabs {
  /**
   * Lets a page start a request, and waits for what comes of it.
   * @param url of the request
   * @param limitMs how long to wait, in milliseconds
   * @returns whether the script may read the answer; null where the answer becomes the page that is shown
   * @throws TooLate where nothing came in time, CannotBlock where it is too old for that, and Error where the browser has ended
   */
  send(browser: string, page: OpenPage, url: string, plan: RequestPlan, limitMs: number): Promise<boolean | null>
  /** Closes every window and forgets every cookie. */
  close(): Promise<void>
}

/** No answer within the limit. It says how long that was, as superagent does. */
export class TooLate extends Error {
  override readonly name = 'TooLate'
  readonly timeout: number
  constructor(timeout: number) {
    super(`no answer within ${timeout / 1000} seconds`)
    this.timeout = timeout
  }
}

/** It is too old to be told to block third-party cookies. */
export class CannotBlock extends Error {
  override readonly name = 'CannotBlock'
}

/** No windows yet. */
export function openTabs(devTools: DevTools): Tabs {
  const contexts = new Map<string, Promise<string>>()
  /** The tab in which a page is open, by browser and origin. */
  const pages = new Map<string, Promise<string>>()

  const contextOf = (browser: string): Promise<string> => {
    const context =
      contexts.get(browser) ??
      devTools.call('Target.createBrowserContext').then(({ browserContextId }) => String(browserContextId))
    contexts.set(browser, context)
    return context
  }
  const open = async (browser: string, { origin, blocksThirdParty }: OpenPage): Promise<string> => {
    const browserContextId = await contextOf(browser)
    const { targetId } = await devTools.call('Target.createTarget', { url: 'about:blank', browserContextId })
    const attached = await devTools.call('Target.attachToTarget', { targetId, flatten: true })
    const tab = String(attached['sessionId'])
    await devTools.call('Page.enable', {}, tab)
    // A page of the app has no icon, and a request for one would be one of its own.
    await devTools.call('Network.enable', {}, tab)
    await devTools.call('Network.setBlockedURLs', { urls: ['*://*/favicon.ico'] }, tab)
    // What an earlier answer said must not stand in for a later one.
    await devTools.call('Network.setCacheDisabled', { cacheDisabled: true }, tab)
    if (blocksThirdParty) {
      await devTools.call('Network.setCookieControls', BLOCKS_THIRD_PARTY, tab).catch((error: Error) => {
        throw error.message.includes("wasn't found") ? new CannotBlock() : error
      })
    }
    await loaded(devTools, tab, () => devTools.call('Page.navigate', { url: `${origin}/` }, tab))
    return tab
  }
  const run = async (tab: string, expression: string): Promise<unknown> => {
    const options = { expression, awaitPromise: true, returnByValue: true }
    const { result } = await devTools.call('Runtime.evaluate', options, tab)
    return (result as { readonly value?: unknown } | undefined)?.value
  }

  return {
    async send(browser, page, url, plan, limitMs) {
      const key = JSON.stringify([browser, page.origin, page.blocksThirdParty])
      const tab = pages.get(key) ?? open(browser, page)
      pages.set(key, tab)
      const session = await tab
      if (page.by === 'script') return (await within(limitMs, run(session, fetchText(url, plan, page)))) === true
      // The page is left, so the next request of it needs another one.
      pages.delete(key)
      const leave = page.by === 'link' ? linkText(url) : formText(url, plan)
      await within(
        limitMs,
        loaded(devTools, session, () => run(session, leave)),
      )
      return null
    },
    async close() {
      const all = await Promise.allSettled(contexts.values())
      contexts.clear()
      pages.clear()
      const ids = all.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
      // Where it has ended, nothing is left to close.
      await Promise.allSettled(
        ids.map((browserContextId) => devTools.call('Target.disposeBrowserContext', { browserContextId })),
      )
    },
  }
}

/** No exceptions: neither those that a site asks for nor those that the browser makes by itself. */
const BLOCKS_THIRD_PARTY = {
  enableThirdPartyCookieRestriction: true,
  disableThirdPartyCookieMetadata: true,
  disableThirdPartyCookieHeuristics: true,
}

/** What a page would write. It comes to true if the script may read the answer. */
function fetchText(url: string, { method, headers, body }: RequestPlan, { credentials }: OpenPage): string {
  const typed = body === null ? headers : { 'Content-Type': 'application/json', ...headers }
  const options = { method, headers: typed, credentials, ...(body === null ? {} : { body: JSON.stringify(body) }) }
  return `fetch(${JSON.stringify(url)}, ${JSON.stringify(options)}).then((answer) => answer.text()).then(() => true, () => false)`
}

const linkText = (url: string): string =>
  `{ const a = document.createElement('a'); a.href = ${JSON.stringify(url)}; document.body.append(a); a.click() }`

function formText(url: string, { method, body }: RequestPlan): string {
  const fields = JSON.stringify(Object.entries(body ?? {}).map(([name, value]) => [name, String(value)]))
  return `{ const form = document.createElement('form')
    form.method = ${JSON.stringify(method)}; form.action = ${JSON.stringify(url)}
    for (const [name, value] of ${fields}) { const field = document.createElement('input'); field.name = name; field.value = value; form.append(field) }
    document.body.append(form); form.submit() }`
}

/** Does something after which a tab shows another page, and waits until it is there. @throws Error where the browser has ended */
async function loaded(devTools: DevTools, tab: string, leave: () => Promise<unknown>): Promise<void> {
  let stop = () => {}
  const arrived = new Promise<void>((resolve) => {
    stop = devTools.on(({ method, sessionId }) => {
      if (method === 'Page.loadEventFired' && sessionId === tab) resolve()
    })
  })
  try {
    await Promise.race([Promise.all([leave(), arrived]), devTools.ended])
  } finally {
    stop()
  }
}

/** @throws TooLate where it takes longer */
async function within<T>(limitMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TooLate(limitMs)), limitMs)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}
