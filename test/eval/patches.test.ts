import { describe, expect, it } from 'vitest';
import { ABLATIONS } from './ablations/ablations.ts';
import { patchesOf } from './breakages/breakage.ts';
import { BREAKAGES } from './breakages/breakages.ts';
import { misfit } from './breakages/work-copy.ts';

/** A rename in the code must be followed by the patches, or nobody notices that they test nothing any more. */
describe('every patch fits the code as it is', () => {
  it.each(Object.values(BREAKAGES).flat())('breakage: $what', (breakage) => {
    expect(patchesOf(breakage).flatMap((patch) => misfit(patch) ?? [])).toEqual([]);
  });

  it.each(ABLATIONS)('ablation: $part', ({ patches = [] }) => {
    expect(patches.flatMap((patch) => misfit(patch) ?? [])).toEqual([]);
  });
});
