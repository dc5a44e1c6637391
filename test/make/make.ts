import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { packageRoot } from '../../src/package-root.ts'
import { madeFiles } from './made-files.ts'

/** `npm run make`: writes what is made from other files, where it is not yet as it should be. */

for (const { file, text } of await madeFiles()) {
  const place = path.join(packageRoot, file)
  if (existsSync(place) && readFileSync(place, 'utf8') === text) continue
  writeFileSync(place, text)
  process.stdout.write(`wrote ${file}\n`)
}
