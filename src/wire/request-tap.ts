import type { Store } from 'express-session'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Recorder } from './recorder.ts'
import { shortened } from './shortened.ts'
import { tapStore } from './store-tap.ts'

/** What Express calls when no handler answered, or one threw. */
export type LastHandler = (error?: unknown) => void

/**
 * Makes a function that puts the taps on a request before an app sees it: the store that express-session will use, the
 * errors that Express has to answer, and a Date header from the app's clock. The app itself is not changed.
 * @param onError hears each error that reached the end of the app, after the recorder
 * @returns taps a request; what it returns is the last handler, to be given to the app
 */
export async function requestTap(
  recorder: Recorder,
  onError: (error: unknown) => void = () => {},
): Promise<(request: IncomingMessage, response: ServerResponse) => LastHandler> {
  // Not before the instrument is on: it hears of it when it is loaded.
  const { default: finalhandler } = await import('finalhandler')
  const tapped = new WeakSet<Store>()
  return (request, response) => {
    keepDateOnTheAppsClock(response)
    // express-session puts its store here before it uses it (index.js "expose store"): the door to any store.
    let store: Store | undefined
    Object.defineProperty(request, 'sessionStore', {
      configurable: true,
      enumerable: true,
      get: () => store,
      set(value: Store) {
        store = value
        if (tapped.has(value)) return
        tapped.add(value)
        tapStore(value, recorder)
      },
    })
    // Express ends with finalhandler too (application.js `handle`); ours records the error instead of printing it.
    const recording = recorder.current
    return finalhandler(request, response, {
      env: 'production',
      onerror(error: unknown) {
        recording?.errors.push(shortened(String(error)))
        onError(error)
      },
    })
  }
}

/** Node takes the Date header from a clock that cannot be moved. This one moves with the app. */
function keepDateOnTheAppsClock(response: ServerResponse): void {
  const writeHead = response.writeHead as (...words: unknown[]) => ServerResponse
  response.writeHead = function (this: ServerResponse, ...words: unknown[]) {
    if (!this.headersSent) this.setHeader('Date', new Date().toUTCString())
    return writeHead.apply(this, words)
  }
}
