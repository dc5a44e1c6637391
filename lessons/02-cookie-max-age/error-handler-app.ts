import express, { type ErrorRequestHandler } from 'express'
import session, { type SessionOptions } from 'express-session'
import { addRoutes } from './app.ts'

export { options, values } from './app.ts'

export function createApp(options: SessionOptions) {
  // #region stack
  const app = express()

  app.get('/health', (_req, res) => {
    res.json({ up: true })
  })

  app.use((_req, res, next) => {
    setTimeout(() => {
      if (!res.writableEnded) res.destroy()
    }, 100)
    next()
  })

  app.use(session(options))
  addRoutes(app)

  app.use(((error, _req, res, _next) => {
    res.status(500).json({ error: String(error) })
  }) satisfies ErrorRequestHandler)
  // #endregion
  return app
}
