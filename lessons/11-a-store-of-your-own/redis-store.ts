/* oxlint-disable promise/no-callback-in-promise -- the contract of a store is made of callbacks */
import session, { type SessionData } from 'express-session'
import type { Done } from './map-store.ts'

const DAY = 24 * 60 * 60 * 1000

/** How long Redis is to keep a session, in whole seconds. */
const secondsLeft = ({ cookie }: SessionData) => Math.max(1, Math.ceil((cookie.maxAge ?? DAY) / 1000))

/** What the store needs of a client: what the package `redis` has too. */
export interface Client {
  get(key: string): Promise<string | null>
  set(key: string, value: string, options: Expiring): Promise<unknown>
  expire(key: string, seconds: number): Promise<unknown>
  del(key: string): Promise<unknown>
}

interface Expiring {
  readonly expiration: { readonly type: 'EX'; readonly value: number }
}

const parsed = (text: string | null) => text && JSON.parse(text)

/** Calls back when a client has done what it was told. */
const tell = (told: Promise<unknown>, done: Done) => void told.then(() => done(), done)

/** Keeps each session under a key of its own. */
export class RedisStore extends session.Store {
  readonly client: Client

  constructor({ client }: { readonly client: Client }) {
    super()
    this.client = client
  }

  key = (id: string) => `sess:${id}`

  // #region store
  get(id: string, done: Done) {
    const found = this.client.get(this.key(id)).then(parsed)
    found.then((data) => done(null, data), done)
  }
  set(id: string, data: SessionData, done: Done) {
    const expiration = { type: 'EX', value: secondsLeft(data) } as const
    const text = JSON.stringify(data)
    tell(this.client.set(this.key(id), text, { expiration }), done)
  }
  override touch(id: string, data: SessionData, done: Done) {
    tell(this.client.expire(this.key(id), secondsLeft(data)), done)
  }
  destroy(id: string, done: Done) {
    tell(this.client.del(this.key(id)), done)
  }
  // #endregion
}
