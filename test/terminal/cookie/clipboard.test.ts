import { describe, expect, test } from 'vitest'
import { inspectPaste } from '../../../src/cookie/inspect-paste.ts'
import { clipboardSequence, partsAsText } from '../../../src/terminal/cookie/clipboard.ts'

const reportsOf = (paste: string) => inspectPaste(paste, { now: 0 }).cookies.map(({ report }) => report)

const MAC = 'cUDFDZKSTJSCcnpuZ6gkJNSvwCnLYB4XfdwIbmJbCTc'

describe('the parts of cookies as text', () => {
  test('of a Set-Cookie line', () => {
    const line = `Set-Cookie: connect.sid=s%3Aabc.${MAC}; Path=/; HttpOnly`
    expect(partsAsText(reportsOf(line)).split('\n')).toEqual([
      'name: connect.sid',
      `value: s:abc.${MAC}`,
      'id: abc',
      `signature: ${MAC}`,
      'Path: /',
      'HttpOnly:',
    ])
  })

  test('of data, and of two cookies', () => {
    expect(partsAsText(reportsOf('Cookie: a=j%3A%7B%22b%22%3A1%7D; theme=dark'))).toBe(
      'name: a\nvalue: j:{"b":1}\ndata: {"b":1}\n\nname: theme\nvalue: dark',
    )
  })

  test('types nothing else where it is pasted', () => {
    const text = partsAsText(reportsOf(`sid=s%3A%1b%5D52%0Arm%20-rf%0D%C2%9B.${MAC}`))
    expect(text).toMatch(/^[ -~\n]+$/)
    expect(text.split('\n')).toHaveLength(4)
    expect(text.endsWith('\n')).toBe(false)
  })
})

describe('what the terminal is told', () => {
  test('is base64 of UTF-8 in OSC 52', () => {
    expect(clipboardSequence('ü☃')).toBe(`\u001b]52;c;${Buffer.from('ü☃').toString('base64')}\u0007`)
  })

  test('is nothing where terminals would cut it', () => {
    expect(clipboardSequence('a'.repeat(56_244))).not.toBeNull()
    expect(clipboardSequence('a'.repeat(56_246))).toBeNull()
  })
})
