import { Platform1764000000001 } from './01-platform.js';

/** Every migration, oldest first. One linear history; a landed one is never edited. */
export const migrations = [Platform1764000000001];
