import { cookie } from './cookie.ts'
import { ids } from './ids.ts'
import type { Mutant } from './mutant.ts'
import { saving } from './saving.ts'
import { stores } from './stores.ts'
import { words } from './words.ts'

/** Every mutant. */
export const mutants: readonly Mutant[] = [...ids, ...saving, ...cookie, ...stores, ...words]

/**
 * Names of mutants that their lesson does not notice: gaps in what it looks at. A test fails for one that is noticed, so that
 * it leaves this list.
 */
export const unnoticed: readonly string[] = [
  'calls genid without the request',
  'runs genid for every request',
  'keeps sessions in memory as objects, not as JSON',
]
