import type { Visit } from '../diagnosis/moves.ts'
import { MULTIPART } from '../wire/light-client.ts'
import { formsIn } from './pages.ts'

/**
 * What browsers send with a form though nobody types it: hidden fields, as tokens against requests of other sites (CSRF). Each browser gets
 * its own with a page.
 */
export interface HiddenFields {
  /** Remembers the forms of a page that a browser got. */
  note(browser: string, html: string, page: URL): void
  /**
   * A form with what its page has in hidden fields, in parts where it may bring files; anything else as it is.
   * @param open opens a page: that of the form, where the browser has not seen it and somebody else did
   */
  filled(visit: Visit, open: (page: Visit) => Promise<unknown>): Promise<Visit>
}

export function createHiddenFields(): HiddenFields {
  const known = new Map<string, Readonly<Record<string, string>>>()
  const pages = new Map<string, string>()
  const inParts = new Set<string>()
  const keyOf = (browser: string, send: string) => `${browser}\n${send}`
  return {
    note(browser, html, page) {
      for (const { send, hidden, hasParts } of formsIn(html, page)) {
        if (hasParts) inParts.add(send)
        known.set(keyOf(browser, send), hidden)
        if (Object.keys(hidden).length > 0) pages.set(send, page.pathname + page.search)
      }
    },
    async filled(visit, open) {
      const { as = 'ada', send, body, at } = visit
      // A button is a form, too, though there is nothing to type.
      const isButton = body === undefined && pages.has(send)
      if (as === null || !(visit.form ?? isButton)) return visit
      const page = known.has(keyOf(as, send)) ? undefined : pages.get(send)
      if (page !== undefined) await open({ send: `GET ${page}`, as, ...(at === undefined ? {} : { at }) })
      const headers = inParts.has(send) ? { headers: { ...visit.headers, 'Content-Type': MULTIPART } } : {}
      return { ...visit, ...headers, form: true, body: { ...body, ...known.get(keyOf(as, send)) } }
    },
  }
}
