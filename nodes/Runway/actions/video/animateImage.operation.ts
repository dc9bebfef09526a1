import { videoOperation } from './videoOperation';

/** Image to video. */
export const animateImage = videoOperation('animate');
