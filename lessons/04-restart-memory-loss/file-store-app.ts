import { readdirSync } from 'node:fs'
import session, { type SessionOptions } from 'express-session'
import sessionFileStore from 'session-file-store'
import * as memory from './app.ts'

const FileStore = sessionFileStore(session)

export function createApp(options: SessionOptions, { folder }: Folder) {
  // #region store
  const store = new FileStore({
    path: folder,
    ttl: 24 * 60 * 60, // seconds, for cookies without maxAge
    retries: 0, // a file that is not there is not there: look once
    reapInterval: -1, // no clean-up here; a real app leaves this out
    logFn() {},
  })
  const app = memory.createApp({ store, ...options })
  // #endregion

  // Only for this lesson: the names of the files are session ids.
  app.get('/files', (_req, res) => {
    res.json(readdirSync(folder))
  })
  return app
}

interface Folder {
  readonly folder: string
}

export const { options, values } = memory
