const NAME = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Why a file's name cannot be the id it stands for, and what to call it; null when it can. */
export function fileNameFault(name: string, ending: string, what: string): string | null {
  if (NAME.test(name)) return null;
  const better = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  const cure = better === '' ? 'rename it' : `rename it to ${better}${ending}`;
  return `the name "${name}" cannot be the id of a ${what}; expected lower-case letters, digits and single hyphens: ${cure}`;
}
