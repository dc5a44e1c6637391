import session, { type Store } from 'express-session'

/** Resolves so many milliseconds later. The tutor counts them, so that a busy machine changes nothing. */
export type Wait = (milliseconds: number) => Promise<void>

/** A store that saves as late as a database far away. */
export function slowStore(wait: Wait): Store {
  // #region store
  const store = new session.MemoryStore()
  const set = store.set.bind(store)
  store.set = (...call) => void wait(300).then(() => set(...call))
  // #endregion
  return store
}
