import { cookie } from './cookie.ts'
import { ending } from './ending.ts'
import { ids } from './ids.ts'
import type { Mutant } from './mutant.ts'
import { origins } from './origins.ts'
import { overlap } from './overlap.ts'
import { proxies } from './proxies.ts'
import { regenerate } from './regenerate.ts'
import { saving } from './saving.ts'
import { servers } from './servers.ts'
import { stores } from './stores.ts'
import { words } from './words.ts'

/** Every mutant. */
export const mutants: readonly Mutant[] = [
  ...ids,
  ...saving,
  ...overlap,
  ...cookie,
  ...proxies,
  ...stores,
  ...words,
  ...origins,
  ...ending,
  ...regenerate,
  ...servers,
]
