import { INDEX, mutant, type Mutant } from './mutant.ts'

/** What several servers go by: whose signature counts, and which secret signs. */
export const servers: readonly Mutant[] = [
  mutant(
    'takes what another server signed, whatever its secret',
    'two-servers',
    INDEX,
    'var result = signature.unsign(val, secrets[i]);',
    "var result = val.slice(0, val.lastIndexOf('.'));",
  ),
  mutant('accepts the first secret only, where others sign too', 'two-servers', INDEX, 'i < secrets.length', 'i < 1'),
  mutant(
    'signs with the last secret, which others do not know yet',
    'two-servers',
    INDEX,
    'secrets[0]',
    'secrets[secrets.length - 1]',
  ),
]
