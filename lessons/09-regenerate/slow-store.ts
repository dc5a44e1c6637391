import session, { type Store } from 'express-session'

/** Resolves so many milliseconds later. The tutor counts them, so that a busy machine changes nothing. */
export type Wait = (milliseconds: number) => Promise<void>

/** A store that needs 300 ms to delete, and as long to save. */
export function slowStore(wait: Wait): Store {
  const store = new session.MemoryStore()
  const [set, destroy] = [store.set.bind(store), store.destroy.bind(store)]
  store.set = (...call) => void wait(300).then(() => set(...call))
  store.destroy = (...call) => void wait(300).then(() => destroy(...call))
  return store
}
