import express from 'express'
import type { SessionOptions } from 'express-session'
import { createShop } from './app.ts'
import { LastingStore } from './ending-store.ts'
import type { Done } from './map-store.ts'

export { options } from './app.ts'

export function createApp(options: SessionOptions) {
  const store = new LastingStore()
  const app = express()

  // #region full
  app.post('/disk/full', (_req, res) => {
    const error = new Error('the disk is full')
    const fails = (...words: unknown[]) => (words.at(-1) as Done)(error)
    Object.assign(store, { set: fails, touch: fails, destroy: fails })
    res.json({ disk: 'full' })
  })
  // #endregion
  return createShop(store, options, app)
}
