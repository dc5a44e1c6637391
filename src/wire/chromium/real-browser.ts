import { findChromium, INSTALL } from './find.ts'
import { startChromium, type Chromium, type ChromiumHost } from './start.ts'

/** What plays the browser. */
export type Player =
  | { readonly kind: 'chromium'; readonly chromium: Chromium; readonly file: string }
  /** None does: the person at the keyboard wants none, there is none, or it does not start. */
  | { readonly kind: 'nobody'; readonly reason: 'hidden' | 'missing' | 'failed'; readonly why: string | null }

/** The real browser of this machine: one process for everything that is played. */
export interface RealBrowser {
  /** Starts it when it is asked for first; later the same comes back at once. It ends with our own process. */
  player(): Promise<Player>
  /** The command that would bring one; null where that is not known. */
  readonly install: string | null
}

/** What it needs of the world. */
export interface RealBrowserHost extends ChromiumHost {
  /** Hears that it is being started, which takes a second or more. */
  starting(): void
}

/** The browser of this machine, which is not started yet. */
export function realBrowser(host: RealBrowserHost): RealBrowser {
  let player: Promise<Player> | undefined
  return {
    install: INSTALL[host.platform] ?? null,
    player: () => (player ??= start(host)),
  }
}

async function start(host: RealBrowserHost): Promise<Player> {
  const found = findChromium(host.variables, host.platform)
  if (found.kind === 'hidden') return { kind: 'nobody', reason: 'hidden', why: null }
  if (found.kind === 'missing') return { kind: 'nobody', reason: 'missing', why: found.named }
  host.starting()
  try {
    const chromium = await startChromium(found.file, host)
    // What it is asked by then gets no answer any more, and nobody waits for one.
    host.interrupted.addEventListener('abort', chromium.end, { once: true })
    return { kind: 'chromium', chromium, file: found.file }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    return { kind: 'nobody', reason: 'failed', why: `${found.file}: ${why}` }
  }
}
