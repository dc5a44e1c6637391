import type { Readable, Writable } from 'node:stream'

/** What a browser says by itself, as `Page.loadEventFired`. */
export interface Said {
  readonly method: string
  readonly params: Readonly<Record<string, unknown>>
  /** The tab that it is about. */
  readonly sessionId: string | undefined
}

/** A browser as its developer tools talk to it (Chrome DevTools Protocol). */
export interface DevTools {
  /**
   * Asks it to do something, and waits until that is done.
   * @param sessionId the tab; the browser itself if left out
   * @throws Error with its answer if it cannot, or if it has ended
   */
  call(
    method: string,
    params?: Readonly<Record<string, unknown>>,
    sessionId?: string,
  ): Promise<Readonly<Record<string, unknown>>>
  /** Hears what it says by itself. @returns stops that */
  on(listener: (said: Said) => void): () => void
  /** Rejects when the browser has ended: for those who wait for something that it says by itself. */
  readonly ended: Promise<never>
}

interface Message {
  readonly id?: number
  readonly result?: Readonly<Record<string, unknown>>
  readonly error?: { readonly message: string }
  readonly method?: string
  readonly params?: Readonly<Record<string, unknown>>
  readonly sessionId?: string
}

interface Waiting {
  resolve(result: Readonly<Record<string, unknown>>): void
  reject(error: Error): void
}

/** Talks over a pair of pipes: JSON, each message with a zero byte behind it (`--remote-debugging-pipe`). */
export function talkTo(input: Writable, output: Readable): DevTools {
  const waiting = new Map<number, Waiting>()
  const listeners = new Set<(said: Said) => void>()
  let last = 0
  let isOver = false
  let rest = ''

  const hear = ({ id, result = {}, error, method, params = {}, sessionId }: Message) => {
    if (id === undefined) {
      if (method !== undefined) for (const listener of listeners) listener({ method, params, sessionId })
      return
    }
    const one = waiting.get(id)
    waiting.delete(id)
    if (error) one?.reject(new Error(error.message))
    else one?.resolve(result)
  }
  let tellEnd = () => {}
  const ended = new Promise<never>((_, reject) => (tellEnd = () => reject(new Error(ENDED))))
  // Often nobody waits.
  ended.catch(() => {})
  const end = () => {
    isOver = true
    tellEnd()
    for (const one of waiting.values()) one.reject(new Error(ENDED))
    waiting.clear()
  }
  output.setEncoding('utf8')
  output.on('data', (chunk: string) => {
    const messages = (rest + chunk).split('\0')
    rest = messages.pop() ?? ''
    for (const message of messages) hear(JSON.parse(message) as Message)
  })
  output.on('close', end).on('error', end)
  // Where the browser is gone, this says so as well.
  input.on('error', end)

  return {
    call: (method, params = {}, sessionId) =>
      new Promise((resolve, reject) => {
        if (isOver) return reject(new Error(ENDED))
        const id = (last += 1)
        waiting.set(id, { resolve, reject })
        input.write(`${JSON.stringify({ id, method, params, ...(sessionId === undefined ? {} : { sessionId }) })}\0`)
      }),
    on(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    ended,
  }
}

const ENDED = 'the browser has ended'
