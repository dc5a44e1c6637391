import type { Browsers, RequestPlan } from '../client.ts'
import type { Failure } from '../exchange.ts'
import type { ServerPlan } from './server-process.ts'
import type { Servers } from './servers.ts'

/** Servers start again, one after the other, while a browser sends requests. */
export interface DeployPlan {
  readonly browser: string
  /** Sent again and again meanwhile. */
  readonly asks: RequestPlan
  /** Takes its time in the app (`wait`): one is under way at each server when that is asked to end. */
  readonly slow: RequestPlan
  /** What of an answer in JSON is told, beside its status: the name of a field. */
  readonly tells: string
  /** The balancer takes a server out before that is asked to end. */
  readonly takesOut: boolean
}

/** What came of it. An answer is told as `200 ada`: its status, and the field. */
export interface Deployed {
  /** The request that was under way at each server when it was asked to end, and its answer; null where none could be brought there. */
  readonly underway: readonly { readonly server: string; readonly came: string | null }[]
  /** All other requests: how many there were of each answer. */
  readonly meanwhile: Readonly<Record<string, number>>
  /** Why a server did not start again. */
  readonly failure: Failure | null
}

/** So many are sent at a time, with a pause after each answer in milliseconds: a server that starts needs the machine too. */
const LOAD = { atATime: 2, pauseMs: 20 }
/** So often a request is sent that waits in the app, until one of them waits at the server in question. */
const MOST_TRIES = 100
const LIMIT_MS = 10_000

/**
 * Ends each server with SIGTERM, and starts it again, while a browser sends requests through the balancer. What waits in a server goes on once
 * that has been asked to end.
 * @param plans of the servers, in this order
 */
export async function deploy(
  { browser, asks, slow, tells, takesOut }: DeployPlan,
  plans: Readonly<Record<string, ServerPlan>>,
  servers: Servers,
  browsers: Browsers,
  interrupted: AbortSignal,
): Promise<Deployed> {
  const ask = async (plan: RequestPlan): Promise<string> => {
    try {
      const { status, body } = await browsers.send(servers.origin(), browser, plan, LIMIT_MS)
      return `${status} ${fieldOf(body, tells)}`.trimEnd()
    } catch {
      return 'no answer'
    }
  }
  const counts = new Map<string, number>()
  const count = (came: string) => void counts.set(came, (counts.get(came) ?? 0) + 1)
  const over = new AbortController()
  const { signal: until } = over
  const load = Array.from({ length: LOAD.atATime }, async () => {
    while (!until.aborted && !interrupted.aborted) {
      // oxlint-disable-next-line no-await-in-loop -- the next is sent when this one is answered
      count(await ask(asks))
      // oxlint-disable-next-line no-await-in-loop
      await pause(LOAD.pauseMs)
    }
  })
  /** Sends requests that wait, until one of them does so at this server. @returns the answer to that one, which is still to come */
  const bringUnderway = async (name: string): Promise<{ readonly answer: Promise<string> } | null> => {
    let isHeld = false
    const held = servers
      .at(name)
      .hold()
      .then(() => (isHeld = true))
    for (let tries = 0; tries < MOST_TRIES && !interrupted.aborted; tries += 1) {
      const answer = ask(slow)
      // oxlint-disable-next-line no-await-in-loop -- each goes to the next server
      await Promise.race([held, answer])
      if (isHeld) return { answer }
      // oxlint-disable-next-line no-await-in-loop
      count(await answer)
      // Other pauses each time, so that it does not keep step with the others, and miss the server forever.
      // oxlint-disable-next-line no-await-in-loop
      await pause(tries % LOAD.pauseMs)
    }
    return null
  }
  const underway: { readonly server: string; readonly came: string | null }[] = []
  let failure: Failure | null = null
  try {
    for (const [name, plan] of Object.entries(plans)) {
      if (failure || interrupted.aborted) break
      // oxlint-disable-next-line no-await-in-loop -- one after the other
      const waiting = await bringUnderway(name)
      if (takesOut) servers.takeOut(name)
      const server = servers.at(name)
      const ended = server.end('SIGTERM')
      server.release()
      // oxlint-disable-next-line no-await-in-loop
      const [came] = await Promise.all([waiting?.answer ?? null, ended])
      underway.push({ server: name, came })
      // oxlint-disable-next-line no-await-in-loop
      ;({ failure } = await servers.again({ [name]: plan }))
    }
  } finally {
    over.abort()
    await Promise.all(load)
    // What all this caused is nobody's business: the next request is told alone.
    await Promise.all(Object.keys(plans).map((name) => servers.at(name).caused()))
  }
  return { underway, meanwhile: Object.fromEntries(counts), failure }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** A field of an answer in JSON, as text; nothing for any other answer. */
function fieldOf(body: string, name: string): string {
  try {
    const value = (JSON.parse(body) as Readonly<Record<string, unknown>> | null)?.[name]
    return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  } catch {
    return ''
  }
}
