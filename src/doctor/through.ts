import { Agent } from 'node:https'
import type { Transport } from '../wire/client.ts'
import { lightClient } from '../wire/light-client.ts'

/**
 * Sends requests to an app that is known by another address than its own: a proxy hands them on over http and says how they came, as
 * proxies should. So browsers treat cookies as those of a site with https.
 * @param own the address of the app itself
 */
export const through = (own: () => string): Transport => ({
  client: lightClient.client,
  send(server, plan, cookies, limitMs, onHead) {
    // Whatever certificate it has for its real name, here it is asked by another.
    const agent = own().startsWith('https:') ? new Agent({ rejectUnauthorized: false }) : undefined
    if (server === own()) return lightClient.send(server, plan, cookies, limitMs, onHead, agent)
    const { protocol, host } = new URL(server)
    const headers = { Host: host, 'X-Forwarded-Proto': protocol.slice(0, -1), ...plan.headers }
    return lightClient.send(own(), { ...plan, headers }, cookies, limitMs, onHead, agent)
  },
})

/** What a browser loads for a page beside it: the icon of the site, and what the page names and is on the same site. */
export function resourcesOf(html: string, page: URL): readonly string[] {
  const named = [...html.matchAll(/<(?:script|img|link)\b[^>]*?\b(?:src|href)=["']?([^"'\s>]+)/gi)].map(
    ([, to = '']) => to,
  )
  const addresses = ['/favicon.ico', ...named]
    .filter((to) => URL.canParse(to, page.href))
    .map((to) => new URL(to, page.href))
  return [...new Set(addresses.filter(({ origin }) => origin === page.origin).map((url) => url.pathname + url.search))]
}
