/** Between telling the workers when to begin and the beginning, in milliseconds, so that all of them know it in time. */
export const leadMs = 50
