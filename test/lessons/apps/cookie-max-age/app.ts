import type { SessionOptions } from 'express-session'
import express from 'express'
import { createApp as createRealApp } from '../../../../lessons/02-cookie-max-age/app.ts'

export { options, values } from '../../../../lessons/02-cookie-max-age/app.ts'

/** The lesson's app, but the end of its cookie travels as Max-Age. */
export function createApp(options: SessionOptions) {
  const app = express()
  app.use((_req, res, next) => {
    const setHeader = res.setHeader.bind(res)
    res.setHeader = (name, value) =>
      setHeader(name, name === 'Set-Cookie' ? [value].flat().map((line) => withMaxAge(String(line))) : value)
    next()
  })
  app.use(createRealApp(options))
  return app
}

const withMaxAge = (line: string) =>
  line.replace(/Expires=([^;]+)/, (_, end: string) => `Max-Age=${Math.round((Date.parse(end) - Date.now()) / 1000)}`)
