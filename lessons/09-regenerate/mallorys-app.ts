import express from 'express'
import type { SessionOptions } from 'express-session'

/** Of the shop, so that the tutor knows which cookie is meant. */
export { options, values } from './app.ts'

/** A page of Mallory's own, on the same host. It knows no session. */
export function createApp(_options: SessionOptions) {
  const app = express()
  // #region plant
  let hers = ''
  app.get('/kittens', (req, res) => {
    hers ||= req.headers.cookie ?? '' // Mallory comes first
    res.set('Set-Cookie', `${hers}; Path=/`)
    res.end()
  })
  // #endregion
  return app
}
