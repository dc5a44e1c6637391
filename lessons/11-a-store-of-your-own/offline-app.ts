import express from 'express'
import type { SessionOptions } from 'express-session'
import { createShop } from './app.ts'
import { LastingStore } from './ending-store.ts'

export { options } from './app.ts'

export function createApp(options: SessionOptions) {
  const store = new LastingStore()
  const app = express()
  app.post('/database/:event', (req, res) => {
    store.emit(req.params.event) // 'disconnect' or 'connect'
    res.json({ database: req.params.event })
  })
  return createShop(store, options, app)
}
