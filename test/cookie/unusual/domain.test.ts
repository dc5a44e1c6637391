import { expect, test } from 'vitest'
import { isAddress, whyDomainRefused } from '../../../src/cookie/unusual/domain.ts'

test.each([
  ['undefined', null, 'what JavaScript writes for a value that is missing, and no host'],
  ['https://shop.example', 'shop.example', 'a whole address, and it must be a host alone'],
  ['shop.example:3000', 'shop.example', 'a host with a port, and a port is no part of it'],
  ['shop.example:', null, 'a host with a port, and a port is no part of it'],
  ['shop.example:80/cart', null, 'not the name of a host'],
  ['*.shop.example', null, 'not the name of a host'],
  ['shop..example', null, 'not the name of a host'],
  ['shop.example.', null, 'not the name of a host'],
  ['example', null, 'a name below which anybody may have one (a public suffix)'],
  ['localhost', '127.0.0.1', 'a name below which anybody may have one (a public suffix)'],
  ['.CO.UK', 'shop.co.uk', 'a name below which anybody may have one (a public suffix)'],
  ['127.0.0.1', 'localhost', 'the address of another host than the one that sent the cookie'],
  ['[::1]', '127.0.0.1', 'the address of another host than the one that sent the cookie'],
  ['api.shop.example', 'shop.example', 'neither the host that sent the cookie nor above it'],
])('Domain=%s of %s: %s', (domain, host, why) => {
  expect(whyDomainRefused(domain, host)).toBe(why)
})

test.each([
  ['', null],
  ['localhost', null],
  ['localhost', 'localhost'],
  [' .Shop.Example ', 'www.shop.example'],
  ['shop.example', null],
  ['127.0.0.1', '127.0.0.1'],
  ['127.0.0.1', null],
  ['null.example', null],
  ['shop.null', null],
  ['my-null.example', null],
  ['bücher.example', null],
])('Domain=%s of %s is taken', (domain, host) => {
  expect(whyDomainRefused(domain, host)).toBeNull()
})

test.each(['127.0.0.1', ' 10.0.0.12 ', '[::1]', '[2001:DB8::A]'])('%s is an address', (domain) =>
  expect(isAddress(domain)).toBe(true),
)
test.each(['shop.example', '127.0.0', '127.0.0.1.example', 'a[::1]'])('%s is a name', (domain) =>
  expect(isAddress(domain)).toBe(false),
)
