import express from 'express'
import type { SessionOptions } from 'express-session'
import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { createApp as createRealApp } from '../../../../lessons/03-genid/app.ts'

export { options, values } from '../../../../lessons/03-genid/app.ts'

const [KEY, IV] = [randomBytes(32), randomBytes(16)]

const encrypt = (text: string) => {
  const cipher = createCipheriv('aes-256-ctr', KEY, IV)
  return cipher.update(text, 'utf8', 'hex') + cipher.final('hex')
}
const decrypt = (hex: string) => {
  const decipher = createDecipheriv('aes-256-ctr', KEY, IV)
  return decipher.update(hex, 'hex', 'utf8') + decipher.final('utf8')
}

/** The cookie is encrypted on its way to the browser, and decrypted when it comes back: nobody can read the id in it. */
export function createApp(options: SessionOptions) {
  const app = express()
  app.use((req, res, next) => {
    req.headers.cookie = req.headers.cookie?.replace(/=(.*)/, (_, value: string) => `=${decrypt(value)}`)
    const setHeader = res.setHeader.bind(res)
    res.setHeader = (name, value) => {
      const isCookie = name.toLowerCase() === 'set-cookie'
      return setHeader(name, isCookie ? String(value).replace(/=([^;]*)/, (_, v: string) => `=${encrypt(v)}`) : value)
    }
    next()
  })
  app.use(createRealApp(options))
  return app
}
