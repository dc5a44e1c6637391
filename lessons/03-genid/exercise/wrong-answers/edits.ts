/** What wrong answers change of the solution. */

export const RIGHT = '() => `shop-${randomUUID()}`'
export const OPTION = '  genid: () => `shop-${randomUUID()}`,\n'
export const IMPORT = "import { randomUUID } from 'node:crypto'\n"
/** What is imported instead. */
export const BYTES = "import { randomBytes } from 'node:crypto'\n"
export const HASHES = "import { createHash, randomBytes } from 'node:crypto'\n"
export const APP = 'const app = express()\n'
export const COUNTER = [APP, `${APP}\nlet visitors = 0\n`] as const
export const USE = 'app.use(session(options))\n'
export const COUNT = '  req.session.visits ='
export const ROUTE = "app.get('/', (req, res) => {\n"

/** A genid that makes a hash of this. */
export const hashed = (what: string) => `(req) => \`shop-\${createHash('sha256').update(\`${what}\`).digest('hex')}\``
