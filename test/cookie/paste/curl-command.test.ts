import { describe, expect, test } from 'vitest'
import { findInCurlCommand } from '../../../src/cookie/paste/curl-command.ts'

describe('the flags that carry cookies', () => {
  test.each([
    ["curl -H 'cookie: a=1'", ['cookie: a=1']],
    ["curl --header 'Cookie: a=1'", ['Cookie: a=1']],
    ["curl -H 'set-cookie: a=1'", ['set-cookie: a=1']],
    ["curl -H ' cookie : a=1'", [' cookie : a=1']],
    ["curl -b 'a=1'", ['Cookie: a=1']],
    ["curl --cookie 'a=1'", ['Cookie: a=1']],
    ["curl --cookie='a=1'", ['Cookie: a=1']],
    ["curl --header = 'cookie: a=1'", ['cookie: a=1']],
    ["curl -b'a=1'", ['Cookie: a=1']],
    ["curl -b  'a=1'", ['Cookie: a=1']],
    ["curl\n-b 'a=1'", ['Cookie: a=1']],
    ["$ curl -b 'a=1'", ['Cookie: a=1']],
    ["-b 'a=1'", ['Cookie: a=1']],
    ["--cookie 'a=1'", ['Cookie: a=1']],
    ["-H 'cookie: a=1'", ['cookie: a=1']],
    ["--header 'cookie: a=1'", ['cookie: a=1']],
    ["curl -b 'a=1' -H 'accept: */*' -H 'cookie: b=2' https://example.org", ['Cookie: a=1', 'cookie: b=2']],
    ["curl -H 'accept: */*'", []],
    ["curl -H 'x-cookie: a=1'", []],
    ["curl -H 'cookies: a=1'", []],
    ["curl -d 'a=1'", []],
    ["curl -xb 'a=1'", []],
    ['curl https://example.org', []],
    ["curlew -b 'a=1'", []],
    ["my curl -b 'a=1'", []],
    ["-c 'a=1' -b 'a=1'", []],
    ["-bc 'a=1' -b 'a=1'", []],
    ["a -b 'a=1'", []],
    ['-b!a=1', []],
    ['-b^a=1', []],
    ['-H$cookie:a=1', []],
    ['--cookie.a=1', []],
    ['', []],
  ])('%s', (command, lines) => expect([...findInCurlCommand(command)]).toEqual(lines))
})

describe('how a shell lets a value be written', () => {
  test.each([
    ['-b a=1', 'a=1'],
    ['-b a=1;b=2 https://example.org', 'a=1;b=2'],
    ['-b a= https://example.org', 'a='],
    ["-b ''", ''],
    ['-b ""', ''],
    ["-b $''", ''],
    ['-b \'a="1"\'', 'a="1"'],
    [String.raw`-b 'a=it'\''s'\'''`, "a=it's'"],
    [String.raw`-b 'a=\n'`, String.raw`a=\n`],
    ['-b "a=\\"1\\" \\$5 \\\\ \\`"', 'a="1" $5 \\ `'],
    [String.raw`-b "a=\n"`, String.raw`a=\n`],
    [`-b "a=it's"`, "a=it's"],
    ['-b "a\nb=1"', 'a\nb=1'],
    ['-b "a\\\nb=1"', 'a\\\nb=1'],
    [String.raw`-b $'a=\u0021\x7e\'\\'`, "a=!~'\\"],
    [String.raw`-b $'a=\U00E9\X4a\u004A'`, 'a=\u00e9JJ'],
    [String.raw`-b $'a=\n\r\t\q'`, 'a=\n\r\tq'],
    [String.raw`-b $'a=\u12'`, 'a=u12'],
    [String.raw`-b $'a=\x4'`, 'a=x4'],
    ["-b $'a=\\\n1'", 'a=\n1'],
    ['-b ^"a=1^%2B^"', 'a=1%2B'],
    ['-b ^"a=1 ^\\^"2^\\^" ^^^"', 'a=1 "2" ^'],
    ['-b "a=^1"', 'a=^1'],
  ])('%j', (command, value) => expect([...findInCurlCommand(command)]).toEqual([`Cookie: ${value}`]))

  test.each(["-b 'a=1", '-b "a=1', '-b file.txt', '-b'])('no value in %s', (command) =>
    expect([...findInCurlCommand(command)]).toEqual([]),
  )
})
