/** The hash functions that the cookies read here are signed with. */
export type HashName = 'sha1' | 'sha256' | 'sha384' | 'sha512'
