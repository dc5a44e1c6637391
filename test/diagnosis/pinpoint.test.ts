import { expect, test } from 'vitest'
import type { Finding } from '../../src/diagnosis/finding.ts'
import { pinpoint } from '../../src/diagnosis/pinpoint.ts'

const finding = (file: string, option: string | null): Finding => ({
  code: 'secure-over-http',
  level: 'error',
  title: '',
  message: '',
  where: 'app',
  at: { file, line: 2 },
  option,
  scenario: null,
  exchange: null,
  fix: { text: '', code: '', diff: null },
  lesson: null,
  step: null,
  count: 1,
  consequences: [],
})

const FILES: Readonly<Record<string, string>> = {
  '/app.js': 'use(\n  session({\n    cookie: {\n      secure: true,\n    },\n  }),\n)',
  '/app.mts': 'use(\n  session({\n    cookie: {\n      secure: true as boolean,\n    },\n  }),\n)',
  '/broken.js': 'use(\n  session({\n    cookie: {',
}

test.each([
  ['/app.js', 'cookie.secure', 4],
  ['/app.js', 'cookie', 3],
  ['/app.mts', 'cookie.secure', 4],
  ['/app.js', 'cookie.maxAge', 2],
  ['/app.js', null, 2],
  ['/broken.js', 'cookie.secure', 2],
  ['/gone.js', 'cookie.secure', 2],
])('in %s, %s stands in line %d', async (file, option, line) => {
  const [pinpointed] = await pinpoint([finding(file, option)], (name) => FILES[name] ?? null)
  expect(pinpointed?.at).toEqual({ file, line })
})
