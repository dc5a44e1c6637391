import { SECRET, type Case } from './case.ts'

/**
 * @param encoded what stands in the cookie: encodeURIComponent('s:' + sign(id, SECRET)) of the package cookie-signature
 */
const signed = (
  about: string,
  id: string,
  encoded: string,
  has: readonly string[] = [],
  lacks: readonly string[] = [],
): Case => ({
  about,
  paste: `sid=${encoded}`,
  secrets: [SECRET],
  cookies: [
    {
      name: 'sid',
      kind: 'express-session',
      value: `s:${id}.${decodeURIComponent(encoded.slice(encoded.lastIndexOf('.') + 1))}`,
      id,
      verified: true,
      secretIndex: 0,
      fault: null,
      has,
      lacks,
    },
  ],
})

/** The same, pasted decoded: only the signature can tell that nothing in it is to be decoded. */
const decoded = (about: string, id: string, value: string): Case => ({
  about,
  paste: value,
  secrets: [SECRET],
  cookies: [
    {
      name: null,
      kind: 'express-session',
      value,
      id,
      verified: true,
      secretIndex: 0,
      fault: null,
      lacks: ['encoded-twice'],
    },
  ],
})

const GUESSABLE = ['guessable-id']
const STRONG = ['guessable-id', 'short-id', 'shorter-id']

/** What `genid` may return. */
export const ids: readonly Case[] = [
  signed(
    'an id of express-session',
    's68zP6lVsdp5ABBUBZ5Z413YvgiKBRGX',
    's%3As68zP6lVsdp5ABBUBZ5Z413YvgiKBRGX.U2SP%2FWTl63lRYNFHCNQWu7IUxI3zSwVhUbRCoDUbW9g',
    [],
    [...STRONG, 'may-be-cookie-parser', 'encoded-twice'],
  ),
  signed(
    'an id with dots',
    'a.b.c-d.e.f-0123456789.9876543210',
    's%3Aa.b.c-d.e.f-0123456789.9876543210.e8JpGSWuigEzac4rLxrI5oh8SeN6qYo5cVSN1kkUMIc',
  ),
  signed(
    'an id with a dot at each end',
    '.GXAlDW8wvZZiuKHNIwx2K6J68Px64.',
    's%3A.GXAlDW8wvZZiuKHNIwx2K6J68Px64..mkqbCXoSGlj%2FSqGJxJsr%2B%2FfDo5li%2BbDgvCSGH56%2B3Fc',
  ),
  signed(
    'an id that looks signed',
    's:tobi.wxBqny+TRGOPIwdovj65G7fYSU+h4k4Q6H4Sq+2D6G8',
    's%3As%3Atobi.wxBqny%2BTRGOPIwdovj65G7fYSU%2Bh4k4Q6H4Sq%2B2D6G8.YnfFyYXZ8WYk4W82r%2B0FXqKM2IjmJjWWc1bwJ0SetkM',
  ),
  signed('an id of two dots', '..', 's%3A...MrRRBeq7imOWd0ffqSQnOCQH3PUpP8TVNzAHlh6lELg', ['short-id']),
  signed(
    'spaces',
    'shop one 7Hq2 kLmZ 0vPq 8xWb',
    's%3Ashop%20one%207Hq2%20kLmZ%200vPq%208xWb.7tWBSq0Tn5wImiPFRpRav%2BKQgJpsLrKqkp%2BQYkDxTXU',
  ),
  signed(
    'a space at each end',
    ' 7Hq2kLmZ0vPq8xWbTnY5rJaL ',
    's%3A%207Hq2kLmZ0vPq8xWbTnY5rJaL%20.3YCO1OIUJbZ5jLwHy%2BkKcjZaARRYw7F2XdsDGA437j8',
  ),
  signed(
    'equals signs',
    'user=7Hq2kLmZ0vPq&shop=8xWbTnY5rJaL==',
    's%3Auser%3D7Hq2kLmZ0vPq%26shop%3D8xWbTnY5rJaL%3D%3D.Fu8y1BNEkby%2B%2BRoyhh%2BriP%2B31UaVnkZ5BAdE2bZfAu0',
  ),
  signed(
    'semicolons and commas',
    'a;b,c; Path=/; HttpOnly, d=e',
    's%3Aa%3Bb%2Cc%3B%20Path%3D%2F%3B%20HttpOnly%2C%20d%3De.2j1EhwxT37KaALN0S074Wn58tQsYJgGMOey%2BE1k3P8s',
  ),
  signed(
    'percent signs',
    '100%25 of 50%',
    's%3A100%2525%20of%2050%25.aCOCFbpUdgUDVDK5tt1a7zue7r1xpyjxs9kHapahgrA',
    [],
    ['encoded-twice'],
  ),
  signed(
    'an id that is itself URL-encoded',
    'ada%40example.com%2F7Hq2kLmZ0vPq',
    's%3Aada%2540example.com%252F7Hq2kLmZ0vPq.7UECV0Xz0XFxqe13xUWee%2FlVQMHWN7%2B5rmifiKzgYns',
    [],
    ['encoded-twice'],
  ),
  signed(
    'double quotes',
    '"7Hq2kLmZ0vPq8xWbTnY5rJaL"',
    's%3A%227Hq2kLmZ0vPq8xWbTnY5rJaL%22.Y7VgCbtQqxj3KsJ501xwpXFq83LFEdkT0oFn43tOL1w',
  ),
  signed(
    'a slash and a backslash',
    'tenant/7Hq2kLmZ0vPq8xWb\\TnY5rJaL',
    's%3Atenant%2F7Hq2kLmZ0vPq8xWb%5CTnY5rJaL.Q7wrh2E%2BnvaL6MyqBbkjZAA4jtAxggLaFTBbOmbLg4c',
  ),
  signed(
    'plus signs',
    'ada+test@example.com+7Hq2kLmZ0vPq',
    's%3Aada%2Btest%40example.com%2B7Hq2kLmZ0vPq.43EC%2Bjgahcds74GZEERO1%2FWHiGhrvitu2OUoGm4CLNU',
  ),
  signed(
    'a line feed',
    'first line 7Hq2kLmZ\nsecond 0vPq8xWb',
    's%3Afirst%20line%207Hq2kLmZ%0Asecond%200vPq8xWb.yRifjFhrtZF0EJZ5p1iweEMaMrX8nkkRE30HlQYjTZ0',
  ),
  signed(
    'letters of Europe',
    'Zoë-Łukasz-Ångström-ñandú-7Hq2kLmZ',
    's%3AZo%C3%AB-%C5%81ukasz-%C3%85ngstr%C3%B6m-%C3%B1and%C3%BA-7Hq2kLmZ.6t4LVhr13pCUflJ1B2dBlPGxOFDxQClhqek%2Fqdd9dSQ',
  ),
  signed(
    'letters of Asia',
    '会话标识セッション세션번호-7Hq2kLmZ0vPq',
    's%3A%E4%BC%9A%E8%AF%9D%E6%A0%87%E8%AF%86%E3%82%BB%E3%83%83%E3%82%B7%E3%83%A7%E3%83%B3%EC%84%B8%EC%85%98%EB%B2%88%ED%98%B8-7Hq2kLmZ0vPq.BcXPDc%2F9BzsilHDnDdzEnLEBUJpvRlXvk3t3ia80xaY',
  ),
  signed(
    'letters that are written from the right',
    'جلسة-המפגש-7Hq2kLmZ0vPq8xWb',
    's%3A%D8%AC%D9%84%D8%B3%D8%A9-%D7%94%D7%9E%D7%A4%D7%92%D7%A9-7Hq2kLmZ0vPq8xWb.fNRNBt27P9%2B%2FJoID3GEW2bncmEt7s03%2FMo8Mk5qG%2Fk8',
  ),
  signed(
    'emoji beyond 16 bits and joined',
    '🍪👩‍👩‍👧🏳️‍🌈-7Hq2kLmZ0vPq8xWb',
    's%3A%F0%9F%8D%AA%F0%9F%91%A9%E2%80%8D%F0%9F%91%A9%E2%80%8D%F0%9F%91%A7%F0%9F%8F%B3%EF%B8%8F%E2%80%8D%F0%9F%8C%88-7Hq2kLmZ0vPq8xWb.WlTyFzLV4s2uj6CkJyBKF7oZ2Nt2YZd3vSxyKDq92P0',
  ),
  signed(
    'a letter with its accent apart',
    'Zoe\u0308-7Hq2kLmZ0vPq8xWbTnY5rJaL',
    's%3AZoe%CC%88-7Hq2kLmZ0vPq8xWbTnY5rJaL.r6vrt5J3hTF3LdMUt%2BmZc833LPoGt0P3sPEQzmJNqK0',
  ),
  signed(
    'JSON',
    '{"user":"ada","n":[1,2.5]}',
    's%3A%7B%22user%22%3A%22ada%22%2C%22n%22%3A%5B1%2C2.5%5D%7D.C3YnBzA0Ef5UgE5lKodLqg%2FIdPRzj%2B1CRyikZqB6og4',
  ),
  signed(
    'a prefix as of a Redis key',
    'sess:eu-west:7Hq2kLmZ0vPq8xWbTnY5rJaLm2CsEdHf',
    's%3Asess%3Aeu-west%3A7Hq2kLmZ0vPq8xWbTnY5rJaLm2CsEdHf.%2FkCeI%2BzerEyT1XniCG4KKSdfwJkg%2Bn4BjyfJQz2A4dA',
    [],
    ['guessable-id', 'short-id'],
  ),
  {
    about: 'an id of a thousand characters',
    paste: `sid=s%3A${'0123456789'.repeat(100)}.4b1sDLwXl2V8PgEjFFn34lNEWYu9Yu6N%2BF2ShbMBJ80`,
    secrets: [SECRET],
    cookies: [
      { kind: 'express-session', id: '0123456789'.repeat(100), verified: true, lacks: ['short-id', 'too-large'] },
    ],
  },
  {
    about: 'percent signs, encoded twice: the signature tells where to stop',
    paste: 'sid=s%253A100%252525%2520of%252050%2525.aCOCFbpUdgUDVDK5tt1a7zue7r1xpyjxs9kHapahgrA',
    secrets: [SECRET],
    cookies: [{ kind: 'express-session', id: '100%25 of 50%', verified: true, has: ['encoded-twice'] }],
  },
  decoded('decoded: an id with dots', 'a.b.c', 's:a.b.c.Hl/Kej3wl3dHVnIN3y0A6aQ60Xx+uzz35T+2zFyF5Oo'),
  decoded('decoded: percent signs', '100%25 of 50%', 's:100%25 of 50%.aCOCFbpUdgUDVDK5tt1a7zue7r1xpyjxs9kHapahgrA'),
  decoded('decoded: a semicolon', 'a; b; Path=/', 's:a; b; Path=/.fufjPGMyeGRywq5Dr45H+2gQxFJq96klFzacEmL0f2Q'),
  decoded(
    'decoded: an equals sign',
    'user=ada&shop=1',
    's:user=ada&shop=1.mAGRETfA2eaP2WOnkDfxc6RXbcf/jxoc3uzB4yVyOak',
  ),
  decoded('decoded: letters of Europe', 'Zoë Ångström', 's:Zoë Ångström.UuW6vq4BlmkgCfZuAdtuLLKODVFfw8luk30lTUQpLoQ'),
  // OWASP asks for 64 bits at least.
  signed(
    '15 hexadecimal digits',
    '9f86d081884c7d6',
    's%3A9f86d081884c7d6.xi1MizLn5ci%2F9jsHIwu9OPzFUwkeKse9xVx9ReGumGw',
    ['short-id'],
  ),
  signed(
    '16 hexadecimal digits',
    '9f86d081884c7d65',
    's%3A9f86d081884c7d65.VSy4J3r4ccakBhcYBzMT57ixjVsWuVcwT5ks4IgGyR4',
    [],
    ['short-id'],
  ),
  signed('one character', '7', 's%3A7.RJ6Z5%2BW%2B9xSSHVHUrCSr3kn6lgsl57qC7cjvGom%2FQPc', ['short-id']),
  signed(
    'a UUID of version 4',
    '3f2b8c1e-9d4a-4c6b-8e2f-1a2b3c4d5e6f',
    's%3A3f2b8c1e-9d4a-4c6b-8e2f-1a2b3c4d5e6f.u7NHS4qtgo8nollSaEcRUeIcZqMHKPkdLhs5N7L8WcE',
    ['shorter-id'],
    ['guessable-id', 'short-id'],
  ),
  signed(
    'an id of nanoid',
    'V1StGXR8_Z5jdHi6B-myT',
    's%3AV1StGXR8_Z5jdHi6B-myT.uLnrl3RF2tl8PcNWZfn1U3wD71N0wf1vRYij3BlP%2FYQ',
    ['shorter-id'],
    ['guessable-id', 'short-id'],
  ),
  signed(
    '48 hexadecimal digits, which are 192 bits',
    '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822c',
    's%3A9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822c.A7jMA6SU%2Fy%2F6Wp3vy7Te8TDHbmGqZ%2B0YjRzSBSOtkHw',
    [],
    STRONG,
  ),
  signed(
    '64 hexadecimal digits',
    '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    's%3A9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08.BEZw2SMr%2BxGWcaAHv%2FDIy3%2BX7sdBXZUlci8WMto%2FxX8',
    [],
    STRONG,
  ),
  signed(
    '32 characters of base64',
    'q83vEjRWeJq83+8SNFZ4mrze/xI0Vnia',
    's%3Aq83vEjRWeJq83%2B8SNFZ4mrze%2FxI0Vnia.4UaBCsEIxAlAm27lVcCBRx2gCxFNJiluu6fmJ11Qwps',
    [],
    STRONG,
  ),
  signed('a counter', '42', 's%3A42.YiAFP83brdYstNuBIlGZiy6Y877QRd3IDWIoCFSoqRk', GUESSABLE),
  signed(
    'a counter with zeros in front',
    '0000000000001337',
    's%3A0000000000001337.GUaKze8xuVWo8afgd6XyoQyZvfTjXr2DPA5EyFvLoMk',
    GUESSABLE,
  ),
  signed(
    'a timestamp in milliseconds',
    '1795556000123',
    's%3A1795556000123.v6YBXGw0eLYJ%2BD2d14cFnIbKz2yfxAmo%2B1gqc3EgZWg',
    GUESSABLE,
  ),
  signed(
    'a timestamp in seconds',
    '1795556000',
    's%3A1795556000.%2BvG1nw2S5V69uTvtRj%2BXL%2B%2BHSQwijVBN4VQzvI9e4%2FM',
    GUESSABLE,
  ),
  signed(
    'a UUID of version 1',
    'c232ab00-9414-11ec-b3c8-9e6bdeced846',
    's%3Ac232ab00-9414-11ec-b3c8-9e6bdeced846.vNm5bfjdpf8ARhBk9Ax3SAoV6BIF7L0WvViM%2BR1xPBU',
    GUESSABLE,
  ),
  signed(
    'a UUID of version 1 in upper case',
    'C232AB00-9414-11EC-B3C8-9E6BDECED846',
    's%3AC232AB00-9414-11EC-B3C8-9E6BDECED846.Lh9clTQCkxJSPRNRyUdinkB73UI9FRKBcv3VAWjaERo',
    GUESSABLE,
  ),
  signed(
    'an ObjectId of MongoDB',
    '507f1f77bcf86cd799439011',
    's%3A507f1f77bcf86cd799439011.ZtVZkHVAmeXmE3uvDUv2i4gUk2vDyClHHQvxwoA5blc',
    GUESSABLE,
  ),
  signed(
    'one letter repeated',
    'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
    's%3Aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.1RCDbOX8KnTT2jSdd10AYtrV6EEfhdqHgmvOMuDjpIc',
    GUESSABLE,
  ),
  signed(
    'one digit repeated',
    '00000000000000000000000000000000',
    's%3A00000000000000000000000000000000.fAu%2BF0pOOyz%2B0wpc3eJ%2BKqbs8AFBAIwACe0%2BY6RT4zY',
    GUESSABLE,
  ),
]
