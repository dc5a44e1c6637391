import { describe, expect, test } from 'vitest'
import { readCookie } from '../../src/cookie/read.ts'

describe('a paste is read', () => {
  test.each([
    ['s:id.mac', null, ['s:id.mac']],
    ['s%3Aid.mac', null, ['s:id.mac']],
    ['connect.sid=s%3Aid.a%2Bb', 'connect.sid', ['s:id.a+b']],
    ['connect.sid=s:id.a+b', 'connect.sid', ['s:id.a+b']],
    [' \tconnect.sid = s%3Aid.mac \r\n', 'connect.sid', ['s:id.mac']],
    ['connect.sid="s%3Aid.mac"', 'connect.sid', ['s:id.mac']],
    ['"s%3Aid.mac"', null, ['s:id.mac']],
    ['s:a=b.mac', null, ['s:a=b.mac']],
    ['s:a=s:b.mac', null, ['s:a=s:b.mac']],
    ['s%3Aid.mac=', null, ['s:id.mac=']],
    ['s%3Aname=s%3Aid.mac', 's%3Aname', ['s:id.mac']],
    ['s:a%20b.mac', null, ['s:a%20b.mac', 's:a b.mac']],
    ['s:a;b.mac', null, ['s:a;b.mac']],
    ['s:100%.mac', null, ['s:100%.mac']],
    ['s%253Aid.mac', null, ['s%3Aid.mac']],
    ['theme=dark%20blue', 'theme', ['dark blue']],
    ['theme=a=b', 'theme', ['a=b']],
    ['theme=100%', 'theme', ['100%']],
    ['theme=a\tb', 'theme', ['a\tb']],
    ['=value', null, ['value']],
    ['"', null, ['"']],
    ['connect.sid=', 'connect.sid', ['']],
    ['', null, ['']],
  ])('%j', (paste, name, values) => {
    expect(readCookie(paste)).toMatchObject({ status: 'read', name, values })
  })
})

describe('a paste that holds no value says where it breaks', () => {
  test.each([
    ['connect.sid=s%3Aid.mac; Path=/', 'connect.sid', 'character', 10],
    ['connect.sid=s%3Aid.mac\nother=1', 'connect.sid', 'character', 10],
    ['a\u001b[31m', null, 'character', 1],
    ['a\u009b', null, 'character', 1],
    ['id=s%3A100%.mac', 'id', 'percent', 7],
    ['s%3Aid.%E0%A4x', null, 'percent', 7],
    ['s%3A%41%zz', null, 'percent', 7],
  ])('%j', (paste, name, what, offset) => {
    expect(readCookie(paste)).toMatchObject({ status: 'broken', name, fault: { what, offset } })
  })
})
