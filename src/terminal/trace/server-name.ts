/** What a process that gets requests is called, as in `#2`. @param server its number, counted from 1 */
export const serverName = (server: number): string => `#${server}`
