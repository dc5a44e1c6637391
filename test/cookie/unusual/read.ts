import { inspectAnything } from '../../../src/cookie/inspect-anything.ts'
import { NOW } from '../corpus/case.ts'
import { SECRET } from '../pastes/found.ts'

/** What a paste holds if it holds a cookie without a signature and, behind it, the session whose value is `VALUE`. */
export const BOTH = ['theme=dark', 'connect.sid is signed']

/** The cookies of a paste as `name=value`; of a session only that its signature is right. */
export async function read(paste: string): Promise<readonly string[]> {
  const { cookies } = await inspectAnything(paste, { secrets: [SECRET], now: NOW })
  return cookies.map(({ report }) => `${report.name}${report.verified ? ' is signed' : `=${report.value}`}`)
}
