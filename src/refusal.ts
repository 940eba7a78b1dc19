/**
 * What a person can put right: bad usage, a bad setting, a faulty fact base, a token that Slack refuses. The message
 * says what and how. Every other error is a defect of the program.
 */
export abstract class Refusal extends Error {
  abstract override readonly name: string;
}

/** A command was typed wrongly. */
export class UsageRefusal extends Refusal {
  override readonly name = 'UsageRefusal';
}

/** The machine will not let a server listen where it was told to. */
export class AddressRefusal extends Refusal {
  override readonly name = 'AddressRefusal';
}

/** What to show for an error that ends the program: a refusal's own line, and anything else whole. */
export function explain(error: unknown): string {
  if (error instanceof Refusal) return error.message;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/**
 * Why a server cannot listen, in one line that names the variable at fault; any other error as it is.
 * @param variables where port and host were set
 */
export function addressRefusal(error: unknown, variables: { port: string; host: string }): unknown {
  const { port, host } = variables;
  const refuse = (line: string) => new AddressRefusal(line, { cause: error });
  const { code, port: wanted } = Object(error) as { code?: unknown; port?: unknown };
  if (code === 'EADDRINUSE')
    return refuse(`${port}: ${wanted} is in use; stop what runs there, or set ${port} to another`);
  if (code === 'EACCES')
    return refuse(`${port}: ${wanted} may not be used by this user; set ${port} to one above 1023`);
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return refuse(
      `${host}: is not an address of this machine; expected one like 127.0.0.1, or unset it for the default`,
    );
  return error;
}
