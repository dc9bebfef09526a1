// Whole servers and a browser on a busy machine: now and then something takes longer than anybody waits for. What
// went wrong the first time is printed.
jest.retryTimes(2, { logErrorsBeforeRetry: true });
