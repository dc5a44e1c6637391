/** A key of Redis or the name of a file, with the numbers that redis-cli puts in front, or the command as MONITOR shows it. */
const KEY =
  /^(?:(?:\d+\) ){1,3}|[\d.]+ \[[^\]]{0,80}\] "\w+" )?["']?(?:\.{0,2}\/)?(?:(?:[\w.-]+[:/]){0,8}[\w-]*(?:sess|session|sessions|sid)[:/][\w-]{16,256}(?:\.json)?|[\w-]{32}\.json)["']?$/i

/** The prompt of redis-cli, and a command with its first argument behind it. */
const PROMPT = /^(?:\S{1,80}:\d{1,5}(?:\[\d+\])?|redis)> ?\w+(?: (\S+))?(?: .*)?$/

/** What redis-cli answers without a key in it. */
const REPLY = /^(?:\(nil\)|\(integer\) -?\d+|\(empty (?:array|list or set)\)|OK|(?:\d+\) )?"\d+")$/

/** Whether a text is keys under which a store keeps sessions, by themselves or as redis-cli prints them. */
export function areStoreKeys(text: string): boolean {
  const keys = text.split('\n').flatMap((line) => {
    const said = line.trim()
    const command = PROMPT.exec(said)
    if (command === null) return REPLY.test(said) ? [] : [said]
    return command.filter((part) => KEY.test(part))
  })
  return keys.length > 0 && keys.every((key) => KEY.test(key))
}
