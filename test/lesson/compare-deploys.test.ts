import { expect, test } from 'vitest'
import { compareDeploys } from '../../src/lesson/compare-deploys.ts'
import type { DeploySeen } from '../../src/lesson/events.ts'

const deploy = (came: string | null, meanwhile: Readonly<Record<string, number>>): DeploySeen => ({
  event: 'deploy',
  label: 'a deploy',
  servers: ['A'],
  asks: 'GET /me',
  slow: 'GET /report',
  browser: 'Ada',
  takesOut: false,
  underway: [{ server: 'A', came }],
  meanwhile,
})

test('how many requests there were, and how many met a server that just ended, is no difference', () => {
  const [was, is] = [deploy('502', { '200 ada': 100 }), deploy('502', { '200 ada': 90, 502: 3, 'no answer': 1 })]
  expect(compareDeploys([was], [is])).toEqual([])
})

test('what came of a request under way is one, and who was answered meanwhile', () => {
  const [was, is] = [deploy('200 ada', { '200 ada': 100 }), deploy(null, { '200 nobody': 60, '200 ada': 40 })]
  expect(compareDeploys([was], [is])).toEqual([
    {
      label: 'a deploy',
      differences: [
        { where: 'deploy', before: 'under way at A: 200 ada', after: 'under way at A: none' },
        { where: 'deploy', before: 'meanwhile: 200 ada', after: 'meanwhile: 200 ada, 200 nobody' },
      ],
    },
  ])
})

test('one that did not happen is not compared', () => {
  expect(compareDeploys([deploy('502', {})], [])).toEqual([])
})
