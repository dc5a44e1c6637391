import express, { type Request } from 'express'
import session, { type SessionOptions } from 'express-session'
import { addShop } from './app.ts'

export { options, values } from './app.ts'

type Done = (error?: unknown) => void

/** The shop, logging in and out with the calls that Passport 0.6 and 0.7 make, in their order. */
export function createApp(options: SessionOptions) {
  const app = express()
  app.use(session(options))
  addShop(app)

  app.post('/login/:user', (req, res, next) => {
    logIn(req, req.params.user, {}, (error) => (error ? next(error) : res.redirect('/me')))
  })

  app.post('/keeping-login/:user', (req, res, next) => {
    logIn(req, req.params.user, { keepSessionInfo: true }, (error) => (error ? next(error) : res.redirect('/me')))
  })

  app.post('/logout', (req, res, next) => {
    logOut(req, (error) => (error ? next(error) : res.redirect('/me')))
  })
  return app
}

// #region logIn
function logIn(req: Request, user: string, options: { readonly keepSessionInfo?: boolean }, done: Done) {
  const before = req.session
  req.session.regenerate((error) => {
    if (error) return done(error)
    if (options.keepSessionInfo) Object.assign(req.session, before)
    req.session.user = user
    req.session.save(done)
  })
}
// #endregion

// #region logOut
function logOut(req: Request, done: Done) {
  delete req.session.user
  req.session.save((error) => {
    if (error) return done(error)
    req.session.regenerate(done)
  })
}
// #endregion
