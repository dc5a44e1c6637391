import express from 'express'
import type { SessionOptions } from 'express-session'
import { createShop } from '../../../../lessons/11-a-store-of-your-own/app.ts'
import { LastingStore } from '../../../../lessons/11-a-store-of-your-own/ending-store.ts'

export { options } from '../../../../lessons/11-a-store-of-your-own/production-app.ts'

/** Nobody passes on what the client says. */
export function createApp(options: SessionOptions) {
  const app = express()
  app.post('/client/:event', (_req, res) => {
    res.json({})
  })
  return createShop(new LastingStore(), options, app)
}
