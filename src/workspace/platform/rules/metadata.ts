import { isObject, type Problem, say } from './check.ts';

/** Bytes; Slack answers metadata_too_large above. */
const SIZE = 16_384;

export interface MetadataFault {
  error: 'invalid_metadata_format' | 'invalid_metadata_schema' | 'metadata_too_large';
  problems: Problem[];
}

/** `{event_type, event_payload}`; the payload holds plain values and objects of plain values, no null. */
export function metadataFault(value: unknown): MetadataFault | undefined {
  const problems: Problem[] = [];
  if (!isObject(value)) {
    say(problems, '/metadata', 'must provide an object');
    return { error: 'invalid_metadata_format', problems };
  }
  for (const name of Object.keys(value)) {
    if (name !== 'event_type' && name !== 'event_payload') {
      say(problems, '/metadata', `invalid additional property: ${name}`);
    }
  }
  const type = value.event_type;
  if (typeof type !== 'string' || !/^\w[\w.:-]{0,254}$/.test(type)) {
    say(problems, '/metadata/event_type', 'must be an alphanumeric name');
  }
  if (!isObject(value.event_payload)) say(problems, '/metadata/event_payload', 'must provide an object');
  if (problems.length > 0) return { error: 'invalid_metadata_format', problems };

  plainValues(value.event_payload, '/metadata/event_payload', problems);
  if (problems.length > 0) return { error: 'invalid_metadata_schema', problems };
  if (Buffer.byteLength(JSON.stringify(value)) > SIZE) {
    say(problems, '/metadata', `must be less than ${SIZE + 1} bytes`);
    return { error: 'metadata_too_large', problems };
  }
  return undefined;
}

function plainValues(value: unknown, at: string, problems: Problem[]): void {
  if (Array.isArray(value)) {
    value.forEach((entry, i) => {
      plainValues(entry, `${at}/${i}`, problems);
    });
  } else if (isObject(value)) {
    for (const [name, entry] of Object.entries(value)) plainValues(entry, `${at}/${name}`, problems);
  } else if (!['string', 'number', 'boolean'].includes(typeof value)) {
    say(problems, at, 'must provide a string, a number or a boolean');
  }
}
