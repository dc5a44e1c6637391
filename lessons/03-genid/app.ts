import { randomUUID } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import express, { type Request } from 'express'
import session, { type SessionOptions } from 'express-session'

// #region options
export const options: SessionOptions = {
  secret: 'a secret that only this lesson knows',
  resave: false,
  saveUninitialized: true,
}
// #endregion

export function createApp(options: SessionOptions) {
  const app = express()
  app.use(session(options))

  app.get('/', (req, res) => {
    res.json({ id: req.sessionID })
  })

  app.post('/name/:name', (req, res) => {
    req.session.name = req.params.name
    res.json({ id: req.sessionID, name: req.session.name })
  })

  app.get('/name', (req, res) => {
    res.json({ id: req.sessionID, name: req.session.name })
  })

  // #region regenerate
  app.post('/regenerate', (req, res, next) => {
    req.session.regenerate((error) => {
      if (error) next(error)
      else res.json({ id: req.sessionID })
    })
  })
  // #endregion
  return app
}

let visitors = 0

// #region uuid
const uuid = () => randomUUID()
// #endregion

// #region later
const later = async () => randomUUID()
// #endregion

const number = () => (visitors += 1)

// #region constant
const constant = () => 'always-the-same'
// #endregion

// #region counter
const counter = () => String((visitors += 1)).padStart(32, '0')
// #endregion

const rejects = async () => {
  await setImmediate() // a database takes longer
  throw new Error('no id today')
}

const empty = () => ''

const text = 'uuid'

const spaced = () => `50% of/them ${randomUUID()}`

const throws = () => {
  throw new Error('no id today')
}

const fails = (req: Request) => {
  if (req.method === 'POST') throw new Error('no id today')
  return randomUUID()
}

const genid = { text, spaced, uuid, later, number, constant, counter, empty, throws, fails, rejects }

/** `genId` is no option of express-session: it takes the same functions so that the lesson can show that. */
export const values = { genid, genId: genid }

declare module 'express-session' {
  interface SessionData {
    name: string
  }
}
