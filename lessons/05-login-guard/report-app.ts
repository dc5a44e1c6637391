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

  async function makeReport({ headers, socket }: Request) {
    // The logout in another tab, which comes in the meantime.
    await fetch(`http://127.0.0.1:${socket.localPort}/logout`, {
      method: 'POST',
      headers: { Cookie: headers.cookie ?? '' },
    })
  }
  // #endregion
  return app
}
