import { describe, expect, test } from 'vitest'
import { listsOf, withoutNumbers } from '../../../src/cookie/paste/long-json.ts'

const upTo = (last: number) => Array.from({ length: last }, (_, i) => i + 1).join(',')

describe('numbers in a row are left out, but for the first and the last, and one in a thousand', () => {
  test.each([
    ['18 of them', `{"x":[${upTo(18)}]}`, '{"x":[1,18]}'],
    ['3,000 of them', `{"x":[${upTo(3000)}]}`, '{"x":[1,1002,2003,3000]}'],
    ['in every spelling', `{"x":[0,${'-12.5e-7, \n'.repeat(16)}-3],"y":"1"}`, '{"x":[0,-3],"y":"1"}'],
    ['in several lists', `[[${upTo(18)}],[[${upTo(18)}],"a",${upTo(17)}]]`, '[[1,18],[[1,18],"a",17]]'],
  ])('%s', (_, json, short) => expect(withoutNumbers(json)).toBe(short))
})

describe('everything else stays', () => {
  test.each([
    ['a short list', `[${upTo(17)}]`],
    ['a list in a text', `{"cookie":"a=${upTo(40)}","b":"\\",${upTo(40)}"}`],
    ['texts', `["a"${',"1"'.repeat(40)}]`],
    ['a text that is not closed', `{"a":"${upTo(40)}`],
    ['what is no number', `[0,${'01,'.repeat(40)}1]`],
    ['numbers and nothing behind them', `[${upTo(17)},]`],
    ['nothing', ''],
  ])('%s', (_, json) => expect(withoutNumbers(json)).toBe(json))
})

describe('a list becomes several that together hold the same', () => {
  const long = 'x'.repeat(65_534)
  const first = [`"${long}"`, '1']
  test.each([
    ['a short one', '["a",[1]]', ['["a",[1]]']],
    ['none', '[]', ['[]']],
    ['as long as one may be', `["${long}",1]`, [`["${long}",1]`]],
    ['longer by one', `["${long}x",1]`, [`["${long}x"]`, '[1]']],
    [
      'each of its parts counts by itself',
      `[${[...first, ...first].join()}]`,
      [`[${first.join()}]`, `[${first.join()}]`],
    ],
    ['a comma in an object', `[{"a":"${long}","b":1},2]`, [`[{"a":"${long}","b":1}]`, '[2]']],
    ['a comma in a list', `[["${long}",1,[],2],3]`, [`[["${long}",1,[],2]]`, '[3]']],
    ['signs in a text', `["${long}]},[{\\",","b"]`, [`["${long}]},[{\\","]`, '["b"]']],
    ['and what stands behind it', `["${long}x",1] `, [`["${long}x"]`, '[1] ']],
    ['a comma at its end', `["${long}x", ]`, [`["${long}x"]`, ' ]']],
    ['a comma and nothing else at its end', `["${long}x",]`, [`["${long}x"]`, ']']],
    ['not closed', `["${long}x",`, [`["${long}x"]`, '[']],
    ['a text that is not closed', `["${long},1]`, [`["${long},1]`]],
  ])('%s', (_, json, lists) => expect([...listsOf(json)]).toEqual(lists))
})
