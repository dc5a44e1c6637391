import type { Request } from 'express'
import type { SessionOptions } from 'express-session'
import * as first from './app.ts'

export const { options, values } = first

export function createApp(options: SessionOptions) {
  const app = first.createApp(options)

  // #region report
  app.post('/report', (req, res, next) => {
    makeReport(req)
      .then(() => {
        req.session.visits = (req.session.visits ?? 0) + 1
        res.json({ report: 'done' })
      })
      .catch(next)
  })

  async function makeReport({ headers: { cookie = '' }, socket }: Request) {
    // While the report is made, Ada logs out in another tab.
    const address = `http://127.0.0.1:${socket.localPort}/logout`
    await fetch(address, { method: 'POST', headers: { cookie } })
  }
  // #endregion
  return app
}
