import net from 'node:net'

/** Sends requests to one path over some connections, each as soon as the one before is answered. Words: port, path, milliseconds, cookie. */
const [port, url, milliseconds, cookie] = process.argv.slice(2)
const CONNECTIONS = 10
const REQUEST = `GET ${url} HTTP/1.1\r\nHost: localhost\r\n${cookie ? `Cookie: ${cookie}\r\n` : ''}\r\n`

const began = performance.now()
let answered = 0
let wrong = 0
const isOver = () => performance.now() - began > Number(milliseconds)

function keepAsking() {
  return new Promise((resolve, reject) => {
    const socket = net.connect(Number(port), '127.0.0.1', () => socket.write(REQUEST))
    let text = ''
    socket.setEncoding('latin1')
    socket.on('error', reject)
    socket.on('data', (chunk) => {
      text += chunk
      const head = text.indexOf('\r\n\r\n')
      if (head < 0) return
      const length = Number(/\r\ncontent-length: (\d+)/i.exec(text)?.[1] ?? 0)
      if (text.length < head + 4 + length) return
      if (!text.startsWith('HTTP/1.1 200')) wrong += 1
      answered += 1
      text = ''
      if (isOver()) resolve(void socket.destroy())
      else socket.write(REQUEST)
    })
  })
}

await Promise.all(Array.from({ length: CONNECTIONS }, keepAsking))
process.stdout.write(JSON.stringify({ answered, wrong, seconds: (performance.now() - began) / 1000 }))
