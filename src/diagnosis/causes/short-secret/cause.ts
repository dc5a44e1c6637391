import { cause } from '../../cause.ts'
import { inSecrets } from '../../secrets.ts'

export default cause({
  code: 'short-secret',
  title: 'The secret is short',
  level: 'info',
  symptoms: ['insecure'],
  words: ['short secret', 'secret length', 'how long should the session secret be', 'brute force secret'],
  howToTell: 'the secret has fewer than 32 bytes',
  lesson: 3,
  step: 'Long is not random',
  find: (observation) => inSecrets(observation, 'short-secret'),
  fix: {
    text: 'Make a random secret of 32 bytes once, and keep it in an environment variable.',
    code: '// node -e "console.log(crypto.randomBytes(32).toString(\'hex\'))"\nsession({ secret: process.env.SESSION_SECRET, ... })',
  },
  moves: [{ send: 'GET /' }],
})
