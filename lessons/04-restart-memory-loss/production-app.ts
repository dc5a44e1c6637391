import session, { type SessionOptions } from 'express-session'
import sessionFileStore from 'session-file-store'
import * as memory from './app.ts'

const FileStore = sessionFileStore(session)

const [NEW_SECRET, OLD_SECRET] = ['a new secret', 'a secret that only this lesson knows']

/** The others stand below, where the folder of the store is known. */
export const options: SessionOptions = { secret: [NEW_SECRET, OLD_SECRET] }

export function createApp(changed: SessionOptions, { folder }: { readonly folder: string }) {
  const store = new FileStore({ path: folder, reapInterval: -1 })
  // #region options
  const yours: SessionOptions = {
    store, // files, as before, or a database
    secret: [NEW_SECRET, OLD_SECRET], // both from the environment
    resave: false,
    saveUninitialized: false,
  }
  // #endregion
  return memory.createApp({ ...yours, ...changed })
}

export const { values } = memory
