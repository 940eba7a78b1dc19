/** Rejects when `run` takes longer than `ms` milliseconds. */
export async function within<Result>(ms: number, run: () => Result | Promise<Result>): Promise<Result> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer within ${ms} ms`)), ms);
  });
  try {
    return await Promise.race([(async () => run())(), late]);
  } finally {
    clearTimeout(timer);
  }
}
