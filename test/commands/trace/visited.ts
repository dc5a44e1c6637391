import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { ROOT } from '../../support/terminal.ts'
import { temporaryFolder } from '../../support/run.ts'

const packageAt = (name: string) =>
  JSON.stringify(pathToFileURL(path.join(ROOT, 'node_modules', name, 'index.js')).href)

/**
 * A folder with `app.mjs`: an app that visits itself when it listens, and ends.
 * @param options of session(), as source
 * @param visits what it does with `visit(line, cookie)`, as source: that sends a request and gives its Set-Cookie line
 */
export function visitedApp(options: string, visits: string): string {
  const folder = temporaryFolder()
  const source = `
    import express from ${packageAt('express')}
    import session from ${packageAt('express-session')}
    const app = express()
    app.use(session(${options}))
    app.post('/login', (req, res) => {
      req.session.user = 'ada'
      req.session.password = 'a password of ada'
      res.redirect('/me?reset_token=reset-of-ada&page=2')
    })
    app.get('/me', (req, res) => res.json({ user: req.session.user ?? 'nobody' }))
    const server = app.listen(0, '127.0.0.1', async () => {
      const visit = async (line, cookie) => {
        const [method, url] = line.split(' ')
        const headers = { 'user-agent': 'curl/8.5.0', authorization: 'Bearer abc', 'x-api-key': 'key-of-ada', ...(cookie ? { cookie } : {}) }
        const answer = await fetch('http://127.0.0.1:' + server.address().port + url, { method, headers, redirect: 'manual' })
        await answer.text()
        return answer.headers.get('set-cookie')?.split(';')[0]
      }
      ${visits}
      console.log('the app says goodbye')
      process.exit()
    })
  `
  writeFileSync(path.join(folder, 'app.mjs'), source)
  return folder
}
