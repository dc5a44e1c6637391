import { expect, test } from 'vitest'
import { packageRoot } from '../../../src/package-root.ts'
import { runTutor } from '../../support/tutor.ts'

test('the trace that DEBUG asks express-session to print does not come between the panes', async () => {
  const { code, stderr } = await runTutor(['lesson', '1', '--json', '--no-save'], packageRoot, {
    DEBUG: 'express-session',
  })
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
})
