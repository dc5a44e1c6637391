import { isLeftOut } from '../site.ts'
import type { Scenario } from './scenario.ts'

/** How long an app is left alone when it listens: it may still connect to something. In milliseconds. */
const SETTLES_MS = 500

export const firstVisits: Scenario = {
  name: 'first-visits',
  title: 'a first browser opens each page',
  does: 'reads',
  moves({ look, site }) {
    const usual = [{ restsMs: SETTLES_MS }, ...look({ loads: true })]
    const [busy] = site.atOnce
    if (!busy) return usual
    // Its script begins when the page is there, as one that somebody opens first.
    const how = { as: 'nora' }
    const asked = busy.paths
      .map((path) => ({ send: `GET ${path}`, ...how }))
      .filter(({ send }) => !isLeftOut(site, send.slice(4)))
    return [...usual, { send: `GET ${busy.page}`, ...how }, { together: asked }, ...look(how)]
  },
  without: 'there is no page to open',
}
