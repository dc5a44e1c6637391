import { expect, test } from 'vitest'
import type { Finding } from '../../src/diagnosis/finding.ts'
import { pinpoint } from '../../src/diagnosis/pinpoint.ts'

const finding = (file: string, wanted: Partial<Finding>): Finding => ({
  code: 'secure-over-http',
  level: 'error',
  title: '',
  message: '',
  where: 'app',
  at: { file, line: 2 },
  option: null,
  write: null,
  calls: null,
  method: null,
  call: null,
  scenario: null,
  exchange: null,
  pid: null,
  fix: { text: '', code: '', diff: null },
  lesson: 7,
  step: 'A step',
  count: 1,
  consequences: [],
  ...wanted,
})

const FILES: Readonly<Record<string, string>> = {
  '/app.js': 'use(\n  session({\n    cookie: {\n      secure: true,\n    },\n  }),\n)',
  '/app.mts': 'use(\n  session({\n    cookie: {\n      secure: true as boolean,\n    },\n  }),\n)',
  '/handler.ts': "const app = express()\napp.post('/login', (req, res) => {\n  req.session!.user = 1\n})",
  '/store.js': 'class DiskStore {\n  get() {}\n  set() {}\n}',
  '/broken.js': 'use(\n  session({\n    cookie: {',
}

test.each<readonly [string, Partial<Finding>, number]>([
  ['/app.js', { option: 'cookie.secure' }, 4],
  ['/app.js', { option: 'cookie' }, 3],
  ['/app.mts', { option: 'cookie.secure' }, 4],
  ['/app.js', { option: 'cookie.maxAge' }, 2],
  ['/app.js', {}, 2],
  ['/broken.js', { option: 'cookie.secure' }, 2],
  ['/gone.js', { option: 'cookie.secure' }, 2],
  ['/handler.ts', { write: 'session.user' }, 3],
  ['/handler.ts', { write: 'session.cart' }, 2],
  ['/store.js', { method: 'DiskStore.set' }, 3],
  ['/store.js', { method: 'DiskStore.touch' }, 2],
  ['/gone.js', { write: 'session.user' }, 2],
])('in %s, %o stands in line %d', async (file, wanted, line) => {
  const [pinpointed] = await pinpoint([finding(file, wanted)], (name) => FILES[name] ?? null)
  expect(pinpointed?.at).toEqual({ file, line })
})

test('what has no place has none afterwards', async () => {
  const [pinpointed] = await pinpoint([finding('/handler.ts', { write: 'session.user', at: null })], () => '')
  expect(pinpointed?.at).toBeNull()
})
