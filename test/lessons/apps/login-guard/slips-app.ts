import express from 'express'
import session, { type SessionOptions } from 'express-session'

export { options, values } from '../../../../lessons/05-login-guard/app.ts'

/** The same routes without the slips: a guard that is passed, a route with a handler, an answer inside the callback. */
export function createApp(options: SessionOptions) {
  const names: string[] = []
  const letters = ['Dear Ada', 'Dear Ben', 'Dear Cleo']
  const app = express()
  app.use(express.json(), session(options))

  const guard: express.RequestHandler = (req, res, next) => {
    if (req.session.userID) next()
    else res.sendStatus(401)
  }
  const register: express.RequestHandler = (req, res) => {
    setImmediate(() => {
      req.session.userID = names.push(String(req.body.name))
      res.json({})
    })
  }
  app.delete('/letters', guard, (_req, res) => {
    letters.length = 0
    res.json({})
  })
  app.route('/register').post(register)
  app.route('/sign-up').post(register)
  app.get('/letters', (_req, res) => void res.json({ letters: letters.length }))
  app.get('/users', (_req, res) => void res.json({ names }))
  app.get('/account', guard, (_req, res) => void res.json({}))
  return app
}
