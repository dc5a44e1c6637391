/** What nobody sends to an app of somebody else without being asked to. */

/** Requests that delete, pay or mail. @param send as in `POST /checkout` */
export const mayHarm = (send: string): boolean =>
  send.startsWith('DELETE ') ||
  /pay|checkout|charge|purchase|\bbuy|refund|donat|subscri|mail|newsletter|invite|contact|delete|remove|destroy-?account/i.test(
    send,
  )

/** Paths that change something though they are asked for by GET. */
export const writesByGet = (path: string): boolean =>
  /log-?(out|off)|sign-?out|delete|remove|reset|seed|cron|admin|clear|purge|destroy/i.test(path)

/** Those among them that may empty what others need, too. */
export const mayEmptyByGet = (path: string): boolean =>
  /delete|remove|purge|seed|cron|wipe|truncate|drop|reset(?!-?password)/i.test(path)
