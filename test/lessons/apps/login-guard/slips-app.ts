import express from 'express'
import session, { type SessionOptions } from 'express-session'

export { options, values } from '../../../../lessons/05-login-guard/app.ts'

/** The same routes without the slips: a guard that is passed, a route with a handler, a userID before the answer. */
export function createApp(options: SessionOptions) {
  const app = express()
  app.use(express.json(), session(options))

  const guard: express.RequestHandler = (req, res, next) => {
    if (req.session.userID) next()
    else res.sendStatus(401)
  }
  app.route('/register').post((_req, res) => void res.json({}))
  app.post('/sign-up', (req, res) => {
    req.session.visits = 1
    req.session.userID = 1
    res.json({})
  })
  app.get('/account', guard, (_req, res) => void res.json({}))
  return app
}
