import express from 'express'
import session, { type SessionOptions } from 'express-session'
import { addShop } from './app.ts'

export { options, values } from './app.ts'

/** The shop, with logins that call regenerate() and are not fixed. */
export function createApp(options: SessionOptions) {
  const app = express()
  app.use(session(options))
  addShop(app)

  app.post('/kept-login/:user', (req, res, next) => {
    // #region kept
    const visitor = req.session
    visitor.regenerate((error) => {
      if (error) return next(error)
      visitor.user = req.params.user
      // #endregion
      res.json({ user: visitor.user })
    })
  })

  app.post('/back-login/:user', (req, res, next) => {
    // #region back
    const before = req.session
    before.user = req.params.user
    before.regenerate((error) => {
      if (error) return next(error)
      req.session = before
      // #endregion
      res.json({ user: req.session.user })
    })
  })

  app.post('/early-login/:user', (req, res) => {
    // #region early
    req.session.regenerate(() => {})
    req.session.user = req.params.user
    res.json({ user: req.session.user })
    // #endregion
  })

  app.post('/late-login/:user', (req, res, next) => {
    // #region late
    res.write('one moment, ') // the headers go out
    req.session.regenerate((error) => {
      if (error) return next(error)
      req.session.user = req.params.user
      res.end('done')
    })
    // #endregion
  })

  app.post('/bare-login/:user', async (req, res) => {
    // oxlint-disable typescript/await-thenable -- so many people write it
    // @ts-expect-error -- TypeScript: Expected 1 arguments, but got 0
    // #region bare
    await req.session.regenerate()
    req.session.user = req.params.user
    res.json({ user: req.session.user })
    // #endregion
    // oxlint-enable typescript/await-thenable
  })
  return app
}
