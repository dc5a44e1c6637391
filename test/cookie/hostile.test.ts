import { expect, test } from 'vitest'
import { inspectAnything } from '../../src/cookie/inspect-anything.ts'
import { renderFolded } from '../../src/terminal/cookie/folded.ts'
import { plainStyle } from '../support/style.ts'
import { HOSTILE } from '../torture/hostile-pastes.ts'
import { NOW } from './corpus/case.ts'

// How long each takes, `npm run bench` prints. What grows faster than its length does not come to an end here.
test.each(Object.entries(HOSTILE))('%s: read and drawn', async (_, make) => {
  const paste = make(10_000)
  const { cookies } = await inspectAnything(paste, { secrets: ['a secret', 'a#b,c'], now: NOW })
  expect((await renderFolded(cookies, plainStyle(), '--all')).length).toBeLessThan(40_000)
})
