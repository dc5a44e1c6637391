import session, { type Store } from 'express-session'

/** Resolves so many milliseconds later. The tutor counts them, so that a busy machine changes nothing. */
export type Wait = (milliseconds: number) => Promise<void>

/** A store that saves as late as a database far away. */
export function slowStore(wait: Wait): Store {
  // #region store
  class SlowStore extends session.MemoryStore {
    override set(...call: Parameters<Store['set']>) {
      void wait(300).then(() => super.set(...call))
    }
  }
  // #endregion
  return new SlowStore()
}
