import type { Anything } from '../../../src/cookie/anything.ts'
import { renderInspect } from '../../../src/terminal/cookie/inspect.ts'
import type { Style } from '../../../src/terminal/style.ts'

/** What a cookie of a paste should turn out to be. What is left out may be anything. */
export interface ExpectedCookie {
  readonly name?: string
  readonly kind?: string
  readonly id?: string
  readonly verified?: boolean
  readonly attributes?: Readonly<Record<string, string | true>>
  /** The code of a finding that must be there. */
  readonly finding?: string
}

/** A paste as people post it, and what is right to say of it. */
export interface PasteCase {
  readonly name: string
  readonly input: string
  readonly secrets: readonly string[]
  readonly expected: {
    /** All the cookies that must come out, in order. */
    readonly cookies?: readonly ExpectedCookie[]
    /** What none may be. */
    readonly notKind?: readonly string[]
    /** What neither the JSON nor the screen may say. */
    readonly mustNotSay?: readonly string[]
    readonly notText?: string
    /** What they must say, in any case of letters. */
    readonly mention?: string
    readonly notACookie?: boolean | string
    /** No cookie, and nothing known. */
    readonly error?: boolean
    /** What is said of the signature of the first one that can be checked. */
    readonly verified?: boolean
    readonly note?: string
  }
}

/** What is wrong with what was said of a paste; empty where all is right. */
export async function faultsOf(one: PasteCase, seen: Anything, now: number, style: Style): Promise<readonly string[]> {
  const { cookies, notKind = [], mustNotSay = [], notText, mention, notACookie, error, verified } = one.expected
  const reports = seen.cookies.map(({ report }) => report)
  const screen = (await renderInspect(seen.cookies, now, style)).replaceAll(/\s+/g, ' ')
  const text = `${JSON.stringify(reports)} ${JSON.stringify(seen.notACookie)} ${screen}`
  const codes = (i: number): readonly string[] => (reports[i]?.findings ?? []).map(({ code }) => code)
  const faults: string[] = []
  const check = (isRight: boolean, fault: string) => void (isRight || faults.push(fault))
  if (cookies) {
    check(
      reports.length === cookies.length,
      `cookies: ${reports.map(({ name, kind }) => `${name} (${kind})`).join(', ')}`,
    )
    for (const [i, { finding, ...parts }] of cookies.entries()) {
      for (const [key, value] of Object.entries(parts)) {
        const is: unknown = (reports[i] as unknown as Readonly<Record<string, unknown>> | undefined)?.[key]
        check(
          JSON.stringify(is) === JSON.stringify(value),
          `${key}: ${JSON.stringify(is)}, not ${JSON.stringify(value)}`,
        )
      }
      if (finding !== undefined) check(codes(i).includes(finding), `no ${finding} in ${codes(i).join(', ')}`)
    }
  }
  for (const kind of notKind) check(!reports.some((report) => report.kind === kind), `kind is ${kind}`)
  for (const words of [...mustNotSay, ...(notText === undefined ? [] : [notText])])
    check(!text.includes(words), `says "${words}"`)
  if (mention !== undefined) check(text.toLowerCase().includes(mention.toLowerCase()), `does not mention "${mention}"`)
  if (notACookie !== undefined) {
    check(
      seen.notACookie !== null && reports.length === 0,
      `is taken for ${reports.map(({ kind }) => kind).join(', ')}`,
    )
    if (typeof notACookie === 'string')
      check(seen.notACookie?.what === notACookie, `is taken for ${seen.notACookie?.what}`)
  }
  if (error) check(reports.length === 0 && seen.notACookie === null, 'is taken for something')
  if (verified !== undefined)
    check(
      reports.some((report) => report.verified === verified),
      'is verified otherwise',
    )
  if (notKind.length > 0 || verified !== undefined) check(reports.length > 0, 'no cookie')
  return faults
}
