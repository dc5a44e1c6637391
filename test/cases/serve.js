import { once } from 'node:events'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

/** Runs an app that only exports itself, as those for functions of a cloud do: `node serve.js app.js`. */

const exported = await import(pathToFileURL(path.resolve(process.argv[2])).href)
const app = exported.default ?? exported.app
if (typeof app?.listen === 'function') await once(app.listen(process.env.PORT), 'listening')
