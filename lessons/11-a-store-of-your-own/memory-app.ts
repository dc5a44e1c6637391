import express from 'express'
import session, { type SessionOptions } from 'express-session'

export { options } from './app.ts'

export function createApp(options: SessionOptions) {
  const store = new session.MemoryStore()
  const app = express()

  /** What it really holds. */
  app.get('/kept', (_req, res) => {
    const { sessions } = store as unknown as { sessions: object }
    res.json({ kept: Object.keys(sessions).length })
  })

  app.get('/length', (_req, res) => {
    store.length((_error, length) => res.json({ length }))
  })

  app.use(session({ store, ...options }))
  app.get('/', (_req, res) => {
    res.json({ hello: 'bot' })
  })
  return app
}
