import path from 'node:path'
import { diagnose } from '../../src/diagnosis/diagnose.ts'
import type { Finding } from '../../src/diagnosis/finding.ts'
import type { Move } from '../../src/diagnosis/moves.ts'
import { packageRoot } from '../../src/package-root.ts'
import type { Subject } from '../../src/doctor/used-app.ts'
import { drive } from '../support/drive.ts'
import { FIXED, type Case } from './case.ts'
import { own } from './own-moves.ts'
import { planFor } from './plan.ts'

const here = (name: string): string => path.join(packageRoot, 'test/cases', name)
const FLAGS = ['--import', here('any-port.js'), '--import', path.join(packageRoot, 'dist/src/observe/register.js')]

/** A secret that is long and random enough, for apps that take one from their environment. */
const VARIABLES = { SESSION_SECRET: 'zL3v-9xQf_27Rk0mWbT8uHs5YcJ1pEaG' }

/** Starts the app of a case, uses it as browsers would, and says what is wrong with it. */
export async function tryCase({ name, file }: Case): Promise<readonly Finding[]> {
  const { after = [], variables = VARIABLES, files = {}, ...details } = own[name.replace(FIXED, '')] ?? {}
  const subject: Subject = { file, files, flags: FLAGS, variables }
  const first = await drive(subject, PROBE)
  const isExported = first.listens.length === 0 && first.processes.every(({ end }) => end?.exitCode === 0)
  const served = isExported ? { ...subject, flags: [...FLAGS, here('serve.js')] } : subject
  const seen = isExported ? await drive(served, PROBE) : first
  if (seen.listens.length === 0) return diagnose(first)
  return diagnose(await drive(served, [...planFor(seen, details), ...after]))
}

/** One request, so that the app tells what it is made of. */
const PROBE: readonly Move[] = [{ send: 'GET /favicon.ico', as: null }]
