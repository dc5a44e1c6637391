import express from 'express'
import session, { type SessionOptions } from 'express-session'
import { options as usual } from '../../../../lessons/10-ending-a-session/everywhere-app.ts'

export const options = usual

/** A logout that ends one session, and a guard that compares no generation. */
export function createApp(
  options: SessionOptions,
  { wait }: { readonly wait: (milliseconds: number) => Promise<void> },
) {
  const app = express()
  app.use(session(options))

  app.post('/login/:user', (req, res) => {
    req.session.user = req.params.user
    res.json({ user: req.session.user })
  })

  app.post('/logout-everywhere', (req, res) => {
    const { user } = req.session
    req.session.destroy(() => res.json({ goodbye: user }))
  })

  app.get('/me', (req, res) => {
    const { user } = req.session
    res.status(user ? 200 : 401).json({ user: user ?? 'nobody' })
  })

  app.post('/upload/:photo', async (req, res) => {
    await wait(300)
    req.session.photo = req.params.photo
    res.json({ uploaded: req.session.photo })
  })
  return app
}
