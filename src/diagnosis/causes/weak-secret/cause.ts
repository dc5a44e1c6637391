import { cause } from '../../cause.ts'
import { inSecrets } from '../../secrets.ts'

export default cause({
  code: 'weak-secret',
  title: 'The secret is one that everybody knows',
  level: 'warning',
  symptoms: ['insecure'],
  words: [
    'keyboard cat',
    'hardcoded secret',
    'weak secret',
    'default secret',
    'example secret',
    'forge session cookie',
    'changeme',
  ],
  howToTell: 'the secret is in documentation, in a tutorial or in an example',
  lesson: 3,
  step: 'Long is not random',
  explains: ['short-secret'],
  find: (observation) => inSecrets(observation, 'weak-secret'),
  fix: {
    text: 'Make a random secret once, keep it in an environment variable, and let the app fail to start without it.',
    code: '// node -e "console.log(crypto.randomBytes(32).toString(\'hex\'))"\nsession({ secret: process.env.SESSION_SECRET, ... })',
  },
  moves: [{ send: 'GET /' }],
})
