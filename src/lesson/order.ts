import type { Happening, Moment } from '../wire/moments.ts'

/** A happening of a request, to ask about. */
export type Asked = readonly [of: { readonly label: string }, what: Happening]

/** In which order things happened to requests that were under way together. */
export interface Order {
  readonly moments: readonly Moment[]
  /** Whether all of these happened, one after the other. Others may lie between them. */
  inOrder(...happenings: readonly Asked[]): boolean
}

/** The order of moments that follow each other. */
export const orderOf = (moments: readonly Moment[]): Order => ({
  moments,
  inOrder(...happenings) {
    let from = 0
    return happenings.every(([{ label }, what]) => {
      const at = moments.findIndex((moment, i) => i >= from && moment.of === label && moment.what === what)
      from = at + 1
      return at >= 0
    })
  },
})
