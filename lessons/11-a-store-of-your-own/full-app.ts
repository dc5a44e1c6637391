import express from 'express'
import type { SessionOptions } from 'express-session'
import { createShop } from './app.ts'
import { LastingStore } from './ending-store.ts'

export { options } from './app.ts'

export function createApp(options: SessionOptions) {
  const store = new LastingStore()
  const app = express()

  // #region full
  app.post('/disk/full', (_req, res) => {
    const error = new Error('the disk is full')
    store.set = store.touch = (_id, _data, done) => done(error)
    store.destroy = (_id, done) => done(error)
    res.json({ disk: 'full' })
  })
  // #endregion
  return createShop(store, options, app)
}
