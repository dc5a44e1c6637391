import { afterAll } from 'vitest'
import { removeLeft } from './temporary-folder.ts'

// Vitest runs this for each file, also for those that share their modules: such a module is loaded only once.
afterAll(removeLeft)
