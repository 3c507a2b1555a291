import type { Problem } from '@chairside/shared/reply'

/** A refusal as the judge gives it; the shell wraps it into a reply. */
export const problem = (code: Problem['code'], ...details: readonly string[]): Problem => ({ code, details })
