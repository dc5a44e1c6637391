/** How a page starts a request: a script with `fetch()`, or somebody who follows a link or sends a form on it. */
export type PageStarter = 'script' | 'link' | 'form'

/** The page that starts a request, as far as it is known before anything runs. */
export interface PagePlan {
  /** The name under which the page is open, as `localhost`; with a port where it is known before. */
  readonly host: string
  readonly by: PageStarter
  /** What `fetch()` is told (Fetch standard, "credentials mode"); `same-origin` is its default. A link or a form knows only `include`. */
  readonly credentials: 'same-origin' | 'include'
  /** Only a browser whose clock can be moved may send it. */
  readonly movesClock: boolean
  /** This browser blocks third-party cookies. Left out: it lets them in and out. */
  readonly blocksThirdParty?: true
}

/** The same, with the address at which it is open. */
export interface OpenPage extends PagePlan {
  /** As in `http://localhost:5173`. */
  readonly origin: string
}

/** What came of a request for the script that sent it: it may read the answer, or why it may not. */
export type Reading = { readonly ok: true } | { readonly ok: false; readonly why: string }
