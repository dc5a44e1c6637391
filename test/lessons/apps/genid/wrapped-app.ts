import type { SessionOptions } from 'express-session'
import { createApp as createRealApp } from '../../../../lessons/03-genid/app.ts'

export { options, values } from '../../../../lessons/03-genid/app.ts'

/** The id is not what the option genid returns, but made from that. */
export function createApp({ genid = () => '', ...options }: SessionOptions) {
  return createRealApp({ ...options, genid: (req) => Buffer.from(genid(req)).toString('hex') })
}
