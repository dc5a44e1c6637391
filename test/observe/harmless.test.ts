import path from 'node:path'
import { expect, test } from 'vitest'
import { packageRoot } from '../../src/package-root.ts'
import { ask, INSTRUMENT } from '../support/side-by-side.ts'

const PATHS: Readonly<Record<string, readonly string[]>> = {
  mirror:
    '/session /session /memory /throw /async /callback /stream /twice /regenerate /session /destroy /nowhere'.split(
      ' ',
    ),
  'in-order': ['/me', '/login', '/me', '/nowhere', '/me'],
}

test.concurrent.each(Object.keys(PATHS))(
  'the answers of %s are the same without the instrument, with it, and where it only counts',
  async (name) => {
    const file = path.join(packageRoot, `test/observe/apps/${name}.js`)
    const onlyCounts = ['--import', path.join(packageRoot, 'test/observe/apps/no-room.js')]
    const [without, observed, counted] = await Promise.all(
      [[], INSTRUMENT, onlyCounts].map((flags) => ask(file, PATHS[name] ?? [], flags)),
    )
    expect(observed).toEqual(without)
    expect(counted).toEqual(without)
  },
)
