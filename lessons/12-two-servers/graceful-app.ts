import type { Express } from 'express'
import * as shared from './shared-app.ts'

// Set here, so that nobody's own port is taken. Where the app is deployed, its host sets it.
process.env.PORT = '0'

/** How the app listens where it has a process of its own. */
export function listen(app: Express) {
  // #region listen
  const server = app.listen(Number(process.env.PORT), '127.0.0.1')
  process.on('SIGTERM', () => {
    server.close(() => process.exit()) // once the last answer is out
  })
  // #endregion
  return server
}

export const { createApp, options, values } = shared
