import { describe, expect, test } from 'vitest'
import { finding } from '../../src/cookie/findings/finding.ts'
import { inspectPaste } from '../../src/cookie/inspect-paste.ts'
import type { Recognized } from '../../src/cookie/report.ts'
import type { OtherContent } from '../../src/cookie/value/framework.ts'
import { NOW } from './inspect-one.ts'

const FRAMEWORK = { name: 'Pear', certainty: 'sure', protection: 'signed' } as const
const OTHER: OtherContent = {
  kind: 'other',
  slug: 'pear',
  framework: FRAMEWORK,
  message: 'This is of Pear. Ask Pear.',
  id: null,
  signature: null,
  signed: null,
  isMadeWith: null,
  json: null,
  end: null,
}
const NOTHING: Recognized = { other: null, framework: null, findings: [], without: [] }

/** What is said of a value that something else made. */
function reportOf(recognized: Recognized | null, secrets: readonly string[] = []) {
  const [cookie] = inspectPaste('a=plain', { secrets, now: NOW, recognizer: () => recognized }).cookies
  if (!cookie) throw new Error('no cookie')
  const { findings, ...report } = cookie.report
  return { ...report, codes: findings.map(({ code }) => code) }
}

describe('a value that another framework made', () => {
  const recognized = (parts: Partial<OtherContent>): Recognized => ({
    ...NOTHING,
    other: { ...OTHER, ...parts },
    framework: FRAMEWORK,
  })
  const signed = { text: 'a', signature: 'x', hash: 'sha1', encoding: 'base64url' } as const

  test('is called what it is', () => {
    const parts = { id: 'its id', signature: 'its signature', json: { b: 1 } }
    expect(reportOf(recognized(parts))).toMatchObject({
      kind: 'pear',
      value: 'plain',
      id: 'its id',
      signature: 'its signature',
      content: { b: 1 },
      framework: FRAMEWORK,
      verified: null,
    })
  })

  test.each<[string, Partial<OtherContent>, readonly string[], boolean | null, number | null, boolean]>([
    ['nothing to check, no secret', {}, [], null, null, false],
    ['nothing to check', {}, ['pear', 'apple'], null, null, false],
    ['no secret', { isMadeWith: (secret) => secret === 'pear' }, [], null, null, false],
    ['the first one', { isMadeWith: (secret) => secret === 'pear' }, ['pear', 'apple'], true, 0, false],
    ['the second one', { isMadeWith: (secret) => secret === 'pear' }, ['apple', 'pear'], true, 1, false],
    ['none of them', { isMadeWith: () => false }, ['apple', 'pear'], false, null, true],
    ['a signature that none makes', { signed }, ['apple'], false, null, true],
  ])('is checked with the secrets: %s', (_, parts, secrets, verified, secretIndex, isMismatch) => {
    const report = reportOf(recognized(parts), secrets)
    expect(report).toMatchObject({ verified, secretIndex })
    expect(report.codes.includes('signature-mismatch')).toBe(isMismatch)
  })
})

describe('what a recognizer says', () => {
  const added = finding('other-framework', 'error', 'This is of Pear. Ask Pear.', null)

  test.each<[string, Recognized | null, readonly string[]]>([
    ['nothing', null, ['unsigned']],
    ['nothing new', NOTHING, ['unsigned']],
    ['one finding more, which is worse', { ...NOTHING, findings: [added] }, ['other-framework', 'unsigned']],
    ['one finding less', { ...NOTHING, without: ['unsigned'] }, []],
    ['another one instead', { ...NOTHING, findings: [added], without: ['unsigned'] }, ['other-framework']],
  ])('%s', (_, recognized, codes) => {
    const report = reportOf(recognized)
    expect(report.codes).toEqual(codes)
    expect(report).toMatchObject({ kind: 'unsigned', framework: null })
  })
})
