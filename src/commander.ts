import { createRequire } from 'node:module'

/**
 * commander, by `require`. It is a CommonJS package: imported, it comes through a second module, and Node.js reads all of its source
 * once more to find the names in it (cjs-module-lexer). That was a tenth of what `--version` takes.
 */
export const { Argument, Command, CommanderError, Option } = createRequire(import.meta.url)(
  'commander',
) as typeof import('commander')

export type Command = InstanceType<typeof Command>
export type CommanderError = InstanceType<typeof CommanderError>
export type Option = InstanceType<typeof Option>
