import { API, FRONT, isHere, SITE, type Scenario } from './scenario.ts'

/** A page of another site asks the app by script. */
export const otherSite: Scenario = {
  name: 'other-site',
  title: "another site's page",
  does: 'reads',
  moves({ look, enter, site }) {
    const how = { as: 'dora', at: SITE, from: FRONT }
    // Whether one site is let in as any other is: nobody asks with cookies here.
    const stranger = look({ as: null, at: SITE, from: STRANGER }).slice(0, 1)
    const usual = [...enter({ ...how, follow: false }), ...look(how), ...stranger]
    if (site.front === null) return usual
    // The page that its CORS headers name, from where somebody may really come.
    const own = { as: 'fay', at: isHere(site.front) ? 'http://localhost:8080' : API, from: site.front }
    return [...usual, ...enter({ ...own, follow: false }), ...look(own)]
  },
  without: 'there is no page to ask for',
}

/** One that no app knows. */
const STRANGER = 'https://stranger.test'
