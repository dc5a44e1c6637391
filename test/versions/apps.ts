/** One app in each way in which apps are written. It says its port first, and answers a login. */
const APP = (type = '') => `
const app = express()
app.use(session({ secret: 'a b c', resave: false, saveUninitialized: false }))
app.use(function second(req${type}, res${type}, next${type}) { next() })
app.get('/login', function login(req${type}, res${type}) {
  req.session.user = 'ada'
  res.send('welcome')
})
app.get('/me', function me(req${type}, res${type}) { res.send(String(req.session.user)) })
app.get('/fails', function fails(req${type}, res${type}, next${type}) { next(new Error('handed on')) })
app.use(function failed(error${type}, req${type}, res${type}, next${type}) {
  res.statusCode = 500
  res.send(error.message)
})
const server = app.listen(process.env.PORT, '127.0.0.1', () => console.log(server.address().port))
`

const IMPORTED = (type?: string) => `import express from 'express'\nimport session from 'express-session'\n${APP(type)}`
const REQUIRED = `const express = require('express')\nconst session = require('express-session')\n${APP()}`

export const PATHS = ['/login', '/me', '/fails', '/nowhere']

export interface Way {
  readonly name: string
  readonly file: string
  readonly source: string
  /** By which flag the instrument is loaded. */
  readonly by: '--import' | '--require'
  /** What else has to be loaded. */
  readonly loader?: 'jiti' | 'tsx'
  /** The least Node.js that has it. */
  readonly least?: readonly [major: number, minor: number]
}

export const WAYS: readonly Way[] = [
  { name: 'ESM', file: 'app.mjs', source: IMPORTED(), by: '--import' },
  { name: 'ESM, --require', file: 'app.mjs', source: IMPORTED(), by: '--require' },
  { name: 'CommonJS', file: 'app.cjs', source: REQUIRED, by: '--import' },
  { name: 'CommonJS, --require', file: 'app.cjs', source: REQUIRED, by: '--require' },
  { name: 'TypeScript', file: 'app.mts', source: IMPORTED(': any'), by: '--import', least: [22, 18] },
  { name: 'TypeScript by jiti', file: 'jiti.ts', source: IMPORTED(': any'), by: '--import', loader: 'jiti' },
  { name: 'TypeScript by tsx', file: 'tsx.ts', source: IMPORTED(': any'), by: '--import', loader: 'tsx' },
]
