import { videoOperation } from './videoOperation';

/** Text to video. */
export const generate = videoOperation('generate');
