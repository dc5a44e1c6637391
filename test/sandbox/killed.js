// Tries a learner's file, so that a test can kill the process that does. Words: the file, and `free` for one that may do everything.
import path from 'node:path'
import { attempt } from '../../dist/src/exercise/attempt.js'
import { exercise, get, send } from '../../dist/src/exercise/index.js'

const [file = '', right] = process.argv.slice(2)
const flags = [...process.allowedNodeEnvironmentFlags].filter(
  (flag) => right !== 'free' || !flag.endsWith('permission'),
)
const host = {
  nodePath: process.execPath,
  nodeFlags: new Set(flags),
  variables: process.env,
  packageRoot: path.join(import.meta.dirname, '../..'),
  signalGroup: (leader, name) => process.kill(-leader, name),
}
const once = {
  title: 'One request',
  ...exercise({
    home: import.meta.url,
    actions: [send('one', get('/'))],
    checks: [],
    hints: [],
    explanation: '',
  }),
}
await attempt(once, file, host, new AbortController().signal)
