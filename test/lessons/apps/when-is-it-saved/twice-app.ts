import express from 'express'
import session, { type SessionOptions } from 'express-session'

export { options } from '../../../../lessons/06-when-is-it-saved/app.ts'

/** The session is changed once more between save() and the end of the answer. */
export function createApp(options: SessionOptions) {
  const app = express()
  app.use(session(options))
  app.post('/saved-login/:user', (req, res) => {
    req.session.user = req.params.user
    req.session.save(() => {
      req.session.visits = 1
      res.redirect('/me')
    })
  })
  app.use((req, res) => {
    res.json({ user: req.session.user ?? 'nobody' })
  })
  return app
}
