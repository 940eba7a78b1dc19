import { type Check, isObject, object, type Problem, say, string } from './check.ts';

/** Maximum bytes; above, Slack returns metadata_too_large. */
const SIZE = 16_384;

export interface MetadataFault {
  error: 'invalid_metadata_format' | 'invalid_metadata_schema' | 'metadata_too_large';
  problems: Problem[];
}

const format = object({
  event_type: string({ like: /^\w[\w.:-]{0,254}$/ }),
  event_payload: (value, at, problems) => {
    if (!isObject(value)) say(problems, at, 'must provide an object');
  },
});

const plainValues: Check = (value, at, problems) => {
  if (Array.isArray(value) || isObject(value)) {
    for (const [name, entry] of Object.entries(value)) plainValues(entry, `${at}/${name}`, problems);
  } else if (!['string', 'number', 'boolean'].includes(typeof value)) {
    say(problems, at, 'must provide a string, a number or a boolean');
  }
};

/** `{event_type, event_payload}`; the payload holds plain values and objects of plain values, no null. */
export function metadataFault(value: unknown): MetadataFault | undefined {
  const problems: Problem[] = [];
  format(value, '/metadata', problems);
  if (problems.length > 0) return { error: 'invalid_metadata_format', problems };
  plainValues(value, '/metadata', problems);
  if (problems.length > 0) return { error: 'invalid_metadata_schema', problems };
  if (Buffer.byteLength(JSON.stringify(value)) <= SIZE) return undefined;
  say(problems, '/metadata', `must be less than ${SIZE + 1} bytes`);
  return { error: 'metadata_too_large', problems };
}
