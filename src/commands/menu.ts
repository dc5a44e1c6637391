import type { Environment } from '../environment.ts'
import type { ExitCode } from '../errors.ts'

export async function menu(_flags: { readonly plain?: boolean }, _environment: Environment): Promise<ExitCode> {
  return 0
}
