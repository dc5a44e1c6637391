import type { SessionOptions } from 'express-session'
import { createShop } from './app.ts'
import { MapStore, type Done } from './map-store.ts'

export { options } from './app.ts'

const failed = (code: string) => Object.assign(new Error(`the disk says ${code}`), { code })

// #region answers
const answers: Record<string, (done: Done) => void> = {
  unknown: (done) => done(null, JSON.parse(undefined as never)),
  nothing: (done) => done(),
  null: (done) => done(null, null),
  ENOENT: (done) => done(failed('ENOENT')), // no such file
  EIO: (done) => done(failed('EIO')), // the disk is broken
  cookieless: (done) => done(null, { user: 'ada' } as never),
  odd: (done) => done(null, { cookie: {}, user: 'ada', destroy: 'me' } as never),
}
// #endregion

/** Answers by the id that it is asked for. */
class AnsweringStore extends MapStore {
  override get(id: string, done: Done) {
    answers[id]?.(done)
  }
}

export const createApp = (options: SessionOptions) => createShop(new AnsweringStore(), options)
