import type { RealBrowser } from '../wire/chromium/real-browser.ts'
import type { RequestPlan } from '../wire/client.ts'
import type { Wire } from '../wire/wire.ts'
import type { BrowserNamed } from './events.ts'
import type { Lesson } from './script.ts'

/** Whether a page of another origin begins a request in a lesson. */
export const opensPages = ({ steps }: Lesson): boolean =>
  steps.some(({ parts }) =>
    parts.some((part) => part.kind === 'send' && typeof part.request !== 'function' && part.request.page !== undefined),
  )

/** Says who plays the browser, once: before the first request that a real one might send. */
export function introducer(
  { pages }: Wire,
  browser: RealBrowser | undefined,
): (request: RequestPlan) => AsyncGenerator<BrowserNamed> {
  let isTold = false
  return async function* introduce({ page }) {
    if (isTold || !page || page.movesClock) return
    isTold = true
    const player = await pages.player()
    yield player.kind === 'chromium'
      ? { event: 'browser', real: player.chromium.product, reason: null, detail: player.file, install: null }
      : {
          event: 'browser',
          real: null,
          reason: player.reason,
          detail: player.why,
          install: player.reason === 'missing' ? (browser?.install ?? null) : null,
        }
  }
}
