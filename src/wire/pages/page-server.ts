import http from 'node:http'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { leaveOut } from '../../observe/leave-out.ts'
import type { Certificate } from '../proxy/certificate.ts'

/** Serves one empty page, from which scripts, links and forms start requests to other servers. */
export interface PageServer {
  /** The origin of the page under a name of this machine, as `http://localhost:5173`. */
  originOf(host: string): string
  /** Resolves when the port is free. */
  close(): Promise<void>
}

/** With an icon in it, so that a browser asks for none. */
const PAGE = '<!doctype html><meta charset="utf-8"><title>front end</title><link rel="icon" href="data:,">\n'

/**
 * Serves the page on 127.0.0.1, on a port of the system's choice.
 * @param certificate with one it speaks https
 * @throws the system's error where no port can be had
 */
export async function servePage(certificate?: Certificate): Promise<PageServer> {
  const answer: http.RequestListener = (request, response) => {
    if (request.url === '/') response.setHeader('Content-Type', 'text/html; charset=utf-8').end(PAGE)
    else response.writeHead(404).end()
  }
  const server = leaveOut(certificate ? https.createServer({ ...certificate }, answer) : http.createServer(answer))
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(0, '127.0.0.1', resolve)
  })
  const { port } = server.address() as AddressInfo
  return {
    originOf: (host) => `${certificate ? 'https' : 'http'}://${host}:${port}`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
