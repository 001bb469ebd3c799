/** How deep arrays and objects may be nested in a frame, the frame itself being the first level. */
export const MAX_DEPTH = 512;

/** How many issues one {@link FrameError} reports at most. */
export const MAX_ISSUES = 32;
