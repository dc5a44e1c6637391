import express from 'express'
import type { SessionOptions } from 'express-session'
import { createApp as createRealApp } from '../../../../lessons/05-login-guard/app.ts'

export { options, values } from '../../../../lessons/05-login-guard/app.ts'

/** The lesson's app with three faults: programs are redirected too, nothing is open, and the logout destroys nothing. */
export function createApp(options: SessionOptions) {
  const app = express()
  app.get('/account', (req, res, next) => {
    if (req.headers.cookie) next()
    else res.redirect('/login')
  })
  app.use('/letters', (_req, res) => {
    res.sendStatus(401)
  })
  app.post('/logout', (_req, res) => {
    res.clearCookie('connect.sid').json({})
  })
  app.use(createRealApp(options))
  return app
}
