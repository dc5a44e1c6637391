import express from 'express'
import session, { type SessionOptions } from 'express-session'
import { createApp as createRealApp } from '../../../../../lessons/05-login-guard/app.ts'

export { options, values } from '../../../../../lessons/05-login-guard/app.ts'

/** Anyone who closes an account is logged out everywhere: its sessions go with it. */
export function createApp(options: SessionOptions) {
  const store = new session.MemoryStore()
  const app = express()
  app.use(session({ ...options, store }))
  app.delete('/account', (req, _res, next) => {
    store.all((_error, sessions) => {
      for (const [id, { userID }] of Object.entries(sessions ?? {})) {
        if (userID === req.session.userID && id !== req.sessionID) store.destroy(id)
      }
      next()
    })
  })
  // The real app's own session() leaves a request alone that has a session already.
  app.use(createRealApp(options))
  return app
}
