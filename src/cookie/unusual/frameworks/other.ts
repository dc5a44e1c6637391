import type { Framework, OtherContent } from '../../value/framework.ts'

/** What is asked of a value, decoded, to tell which framework made it. */
export interface Asked {
  readonly name: string
  readonly value: string
  /** The value of the cookie `<name>.sig`. */
  readonly partner: string | null
  /** Whether one of the secrets that were given makes a signature. */
  readonly confirms: (signed: NonNullable<OtherContent['signed']>) => boolean
  /** The same for a key that is made from the secret first. */
  readonly confirmsMade: (isMadeWith: (secret: string) => boolean) => boolean
}

/** Says whether a framework made a value. */
export type Shape = (asked: Asked) => OtherContent | null

/**
 * The parts of a value that has a form.
 * @param form has up to four groups, and each of them takes part in every match
 * @returns what the groups hold; null for a value of another form
 */
export const partsIn = (form: RegExp, value: string): readonly [string, string, string, string] | null =>
  (form.exec(value)?.slice(1) ?? null) as readonly [string, string, string, string] | null

/** The parts of what was recognized; the rest is nothing. */
export function other(
  slug: string,
  framework: Framework,
  message: string,
  rest: Partial<Pick<OtherContent, 'id' | 'signature' | 'signed' | 'isMadeWith' | 'json' | 'end'>> = {},
): OtherContent {
  return {
    kind: 'other',
    slug,
    framework,
    message,
    id: null,
    signature: null,
    signed: null,
    isMadeWith: null,
    json: null,
    end: null,
    ...rest,
  }
}

/** Said of each: why express-session has nothing to do with it. */
export const NOT_OURS = 'express-session neither makes nor reads such a value.'
