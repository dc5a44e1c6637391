import express, { type NextFunction, type Request, type Response } from 'express'
import session, { type SessionOptions } from 'express-session'
import { addRoutes } from './app.ts'

export { options, values } from './app.ts'

export function createApp(options: SessionOptions) {
  const app = express()

  app.get('/health', (_req, res) => {
    res.json({ up: true })
  })

  // #region handler
  app.use((_req, res, next) => {
    setTimeout(() => res.writableEnded || res.destroy(), 100)
    next()
  })
  app.use(session(options))
  addRoutes(app)

  app.use((_: Error, _req: Request, res: Response, _next: NextFunction) => {
    res.status(500).json({ error: 'Sorry' })
  })
  // #endregion
  return app
}
