import { sign } from 'cookie-signature'
import { expect, test } from 'vitest'
import { signature } from '../../lessons/signature.ts'

// Their signatures hold each of the characters that base64 has beside letters and digits.
test.each(['an id', 'id 3', 'id 5', '', 'é'])('the signature of %j is the one in the cookie', (id) => {
  for (const secret of ['a secret', 'another', 's'.repeat(100)]) {
    expect(`${encodeURIComponent(id)}.${signature(id, secret)}`).toBe(encodeURIComponent(sign(id, secret)))
  }
})
