import type { HeaderPair } from '../exchange.ts'

/** A place on 127.0.0.1 where a proxy may send a request on to. */
export interface Target {
  /** What the server there is called; null where there is only one. */
  readonly name: string | null
  readonly port: number
  /** Headers that the proxy adds to its answers. */
  readonly says?: readonly HeaderPair[]
}

/** Chooses where a request goes on to: to the first of these where somebody listens. @param headers of the request, as they came */
export type Aim = (headers: readonly HeaderPair[]) => readonly Target[]

/** Always the same place. */
export const at = (port: number): Aim => {
  const target: Target = { name: null, port }
  return () => [target]
}
