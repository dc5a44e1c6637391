import express from 'express'
import session, { type SessionData, type SessionOptions } from 'express-session'
import { EndingStore } from './ending-store.ts'

export { options } from './app.ts'

export function createApp(options: SessionOptions) {
  const app = express()
  app.use(session({ store: new EndingStore(), ...options }))

  class Basket {
    items = ['apple']
    count() {
      return this.items.length
    }
  }

  const described = ({ since, basket }: Partial<SessionData>) => ({
    isDate: since instanceof Date,
    count: typeof basket?.count,
  })

  // #region json
  app.post('/enter', (req, res) => {
    req.session.since = new Date()
    req.session.basket = new Basket() // has items, and a method count()
    res.json(described(req.session))
  })

  app.get('/page', (req, res) => {
    res.json(described(req.session))
  })
  // #endregion
  return app
}

declare module 'express-session' {
  interface SessionData {
    basket: { readonly items: readonly string[]; count(): number }
    since: Date
  }
}
