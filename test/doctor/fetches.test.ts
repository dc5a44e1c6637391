import { expect, test } from 'vitest'
import { fetchedAtOnce } from '../../src/doctor/fetches.ts'

test.each([
  ["Promise.all([fetch('/a'), fetch('/b')])", ['/a', '/b']],
  ["fetch('/a').then(show); fetch('/b').then((r) => r.json()).then(show)", ['/a', '/b']],
  ["async function load() { const [a, b] = await Promise.all([fetch('/a'), axios.get('/b')]) }", ['/a', '/b']],
  ["await Promise.all(['/a', '/b'].map((path) => fetch(path)))", ['/a', '/b']],
  ["$.getJSON('/a', show); $.getJSON(`/b`, show)", ['/a', '/b']],
  ["fetch('/a').then(() => fetch('/b'))", []],
  ["const a = await fetch('/a'); const b = await (await fetch('/b')).json()", []],
  ["const a = await fetch('/a').then((r) => r.json()); fetch('/b')", []],
  ["fetch('/a', { method: 'POST' }); fetch('/b')", []],
  ["fetch('https://else.example/a'); fetch('//else.example/b'); fetch('/b')", []],
  ['const fetched = 1', []],
  ['no script {', []],
])('%s: %j', async (script, paths) => {
  expect(await fetchedAtOnce(script)).toEqual(paths)
})
