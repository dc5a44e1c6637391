import express from 'express'
import session, { type SessionOptions } from 'express-session'
import { createApp as createRealApp } from '../../../../lessons/05-login-guard/app.ts'

export { options, values } from '../../../../lessons/05-login-guard/app.ts'

/**
 * The lesson's app with four faults: any cookie opens the account of Ben, programs are redirected like persons, the letters
 * are all closed, and the logout destroys nothing.
 */
export function createApp(options: SessionOptions) {
  const app = express()
  // The real app's own session() leaves a request alone that has a session already.
  app.use(session(options))
  app.get('/account', (req, res) => {
    if (req.headers.cookie) res.json({ name: 'ben' })
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
