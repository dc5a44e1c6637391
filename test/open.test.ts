import { expect, test } from 'vitest'
import { open, openerOf } from '../src/open.ts'

const URL_HERE = 'http://127.0.0.1:1234/a?b=c&d=e'

test.each<readonly [NodeJS.Platform, readonly string[]]>([
  ['darwin', ['open', URL_HERE]],
  ['linux', ['xdg-open', URL_HERE]],
  ['freebsd', ['xdg-open', URL_HERE]],
  ['win32', ['cmd', '/c', 'start', '""', 'http://127.0.0.1:1234/a?b=c^&d=e']],
])('%s opens an address with', (platform, words) => {
  expect(openerOf(URL_HERE, platform)).toEqual(words)
})

test.each(['http://example.com/', 'http://localhost:1/', 'file:///etc/passwd', 'http://127.0.0.1@example.com/'])(
  'never %s',
  async (url) => {
    await expect(open(url, 'linux')).rejects.toThrow('is not an address of an app here')
  },
)
