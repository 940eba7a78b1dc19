/** What Slack said went wrong: its own error code where there is one, else the error's first line. */
export function slackFault(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const data: unknown = 'data' in error ? error.data : undefined;
  if (typeof data === 'object' && data !== null && 'error' in data && typeof data.error === 'string')
    return data.error;
  return error.message.split('\n')[0] ?? error.name;
}
