/**
 * What is done to an app so that a cause shows: as plain data, for anyone who can start an app and send it requests.
 */
export type Move =
  | Visit
  /** Requests that are sent at the same time, in this order; or each so long after the one before, in milliseconds, whether that was answered or not. */
  | { readonly together: readonly Visit[]; readonly apartMs?: number }
  /** The process is killed and starts again; browsers keep their cookies. `variables` are set from then on. Where it starts in an empty
   *  folder, as a container may, what it wrote to its own is gone. */
  | { readonly restart: true; readonly variables?: Readonly<Record<string, string>>; readonly inEmptyFolder?: boolean }
  /** Another process of the app starts beside the first, and browsers come to one and the other in turn, as behind a load balancer. */
  | { readonly beside: true }
  /** A browser has a cookie from before, told as the Set-Cookie line that it came with. */
  | { readonly holds: string; readonly as?: string }
  /** A browser opens a WebSocket at a path, and keeps it open. */
  | { readonly opens: string; readonly as?: string }
  /** It sends a text over that WebSocket, and waits for an answer. */
  | { readonly says: string; readonly as?: string }
  /** So much time goes by, in milliseconds, for the app and for browsers: nobody waits. */
  | { readonly laterMs: number }
  /** Nothing is sent for so long, in milliseconds: for what an app goes on doing when it listens. */
  | { readonly restsMs: number }
  /** How long to wait for the app to listen, or to load more, in milliseconds, where it is known that it may not listen. */
  | { readonly startsWithinMs: number }

/** A request that a browser sends. */
export interface Visit {
  /** The method and the path, as in `POST /login`. */
  readonly send: string
  /** The browser, by a name; null for a client that keeps no cookies. @default ada */
  readonly as?: string | null
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON, or as a form where `form` says so. */
  readonly body?: Readonly<Record<string, unknown>>
  readonly form?: boolean
  /** What stands in the address bar, as in `https://shop.example`: the app gets it over http from a proxy that says so
   *  (X-Forwarded-Proto). If it is left out, browsers come to the app itself. */
  readonly at?: string
  /** The origin of the page whose script sends it, as in `https://front.example`. If it is left out, it is a page that is opened. */
  readonly from?: string
  /** Whether what the page names is loaded too, at once: style sheets, scripts, pictures, and the icon of the site. */
  readonly loads?: boolean
  /** Sent with the cookies that this browser sent last, as somebody can who has a copy of them. */
  readonly cookiesOf?: string
  /** Whether redirects are followed, as browsers do: as soon as the head of an answer is there. */
  readonly follow?: boolean
}
