import type { IncomingMessage, ServerResponse } from 'node:http'

/** What Express calls when no handler answered, or one threw. */
export type LastHandler = (error?: unknown) => void

/**
 * What is done differently where an app runs with us, so that a lesson and an exercise can be followed: errors that nobody took are answered
 * as in production and printed nowhere, and the Date header shows the app's clock. The app itself is not changed.
 * @returns prepares a request before an app sees it; what that returns is the last handler, to be given to the app
 */
export async function prepareLastHandler(): Promise<
  (request: IncomingMessage, response: ServerResponse) => LastHandler
> {
  // Not before the instrument is on, which must see it: whatever handlers fail with comes there.
  const { default: finalhandler } = await import('finalhandler')
  return (request, response) => {
    keepDateOnTheAppsClock(response)
    // Express ends with finalhandler too, and prints the error then (application.js `handle`).
    return finalhandler(request, response, { env: 'production', onerror() {} })
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
