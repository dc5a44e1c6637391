import { INDEX, mutant, type Mutant } from './mutant.ts'

/** What it prints, and what it does without a secret. */
export const words: readonly Mutant[] = [
  mutant('says nothing of MemoryStore in production', 'restart-memory-loss', INDEX, 'console.warn(warning);', ''),
  mutant(
    'warns of MemoryStore in development too',
    'restart-memory-loss',
    INDEX,
    "env === 'production' && store",
    'store',
  ),
  mutant(
    'warns of MemoryStore in other words',
    'restart-memory-loss',
    INDEX,
    'memory, and will not scale past a single process.',
    'memory.',
  ),
  mutant(
    'does not warn of resave left out',
    'session-options',
    INDEX,
    "deprecate('undefined resave option; provide resave option');",
    '',
  ),
  mutant(
    'does not warn of saveUninitialized left out',
    'session-options',
    INDEX,
    "deprecate('undefined saveUninitialized option; provide saveUninitialized option');",
    '',
  ),
  mutant(
    'does not warn of a missing secret',
    'session-options',
    INDEX,
    "deprecate('req.secret; provide secret option');",
    '',
  ),
  {
    ...mutant(
      'throws at the start without a secret',
      'session-options',
      INDEX,
      "deprecate('req.secret; provide secret option');",
      "throw new Error('secret option required for sessions')",
    ),
    fails: true,
  },
  mutant(
    'goes on without a session where the secret is missing',
    'session-options',
    INDEX,
    "next(new Error('secret option required for sessions'));",
    'req.session = {}; next();',
  ),
]
