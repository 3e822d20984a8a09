/** A role without case, spaces and signs: what two spellings of one role have in common. */
export const bareRole = (role: string): string => role.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '');
