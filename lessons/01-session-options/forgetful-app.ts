import express from 'express'

export { options, values } from './app.ts'

export function createApp() {
  // #region app
  const app = express()

  app.get('/', (_req, res) => {
    let visits = 0
    visits += 1
    res.json({ visits })
  })
  // #endregion
  return app
}
