import { expect, test } from 'vitest'
import { isBrowserMessage, rejectionIn } from '../../../src/cookie/unusual/browser-messages.ts'

// How browsers say "rejected" or "blocked" in each language, as stems: an ending belongs to the grammar around it.
test.each(
  (
    'wurde abgelehnt|wurde zurückgewiesen|wurde blockiert|a été rejeté|a été refusé|a été bloqué|è stato bloccato' +
    '|ha sido rechazada|è stato rifiutato|foi rejeitado|is geweigerd|is geblokkeerd|была отклонена|заблокирована' +
    '|は拒否されました|已被拒绝|已被拒絕|はブロックされました|已阻止|已封鎖|거부되었습니다|차단됨|zostało odrzucone|zostało zablokowane|byl odmítnut' +
    '|ble avvist|blev afvist|har avvisats|hylättiin|reddedildi|engellendi'
  ).split('|'),
)('cookie "a" %s, "SameSite"', (words) => {
  for (const reason of ['"SameSite" Lax', 'Set-Cookie', '"Secure"', "'secure'", 'Partitioned', '__Host-', '__Secure-'])
    expect(isBrowserMessage(`cookie "a" ${words}: ${reason}`)).toBe(true)
  expect(isBrowserMessage(`cookie "a" ${words}`)).toBe(false)
  expect(isBrowserMessage(`"a" ${words}: "SameSite"`)).toBe(false)
  // What was pasted beside a cookie is no reason to pass that over.
  expect(isBrowserMessage(`cookie "a" ${words}: "SameSite"\na=s%3Ab.c`)).toBe(false)
  expect(isBrowserMessage(`cookie "a" ${words}: "SameSite"\na= s:b.c`)).toBe(false)
})

test.each(['Кука', 'クッキー', '쿠키', 'Ciasteczko', 'Informasjonskapselen'])('%s is a cookie', (cookie) =>
  expect(isBrowserMessage(`${cookie} "a" rejet "SameSite"`)).toBe(true),
)

test.each([
  ['already an HTTP-Only cookie but script tried to store a new one', 'leave it to Set-Cookie'],
  ['Cookie “__Host-a” has been rejected because there is already an HTTPOnly cookie', 'leave it to Set-Cookie'],
  ['it is already expired', 'in the past'],
  ['the cookie was too large', '4096 bytes'],
  ['「SameSite」属性が "None" に設定されていますが "secure" 属性がない', 'only with Secure'],
  ['"SameSite" ist "Lax"', 'from another site'],
  ['"Secure" ohne sichere Verbindung', 'over http'],
  ['nothing that is known', 'Paste the Set-Cookie line'],
])('%s', (words, advice) => expect(rejectionIn(words)).toContain(advice))
