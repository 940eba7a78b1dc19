import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'vitest';
import { tempFolder } from '../temp-folder.ts';

/**
 * A disk whose power can be cut. The store is on a file system in an image, and the image is on a second file system
 * that stands for the disk: its page cache is the disk's volatile cache. Cutting the power shuts the second one down
 * as the kernel's own tests do (EXT4_IOC_SHUTDOWN, no flush); whatever was not flushed through both is lost.
 */
export interface Machine {
  /** Path of the store's file. */
  file: string;
  /** From now on nothing reaches the disk, and processes that still run get errors. */
  cut(): void;
  /** Mounts the disk as the cut left it. No process may have a file open there. */
  powerOn(): void;
  dispose(): void;
}

export function startMachine(): Machine {
  const folder = mkdtempSync(join(tmpdir(), 'desk-power-'));
  const [disk, outer, inner] = [join(folder, 'disk.img'), join(folder, 'outer'), join(folder, 'inner')];
  const image = join(outer, 'image');
  for (const place of [outer, inner]) mkdirSync(place);
  run('truncate', '-s', '160M', disk);
  run('mkfs.ext4', '-q', '-O', '^has_journal', disk);
  run('mount', '-o', 'loop', disk, outer);
  run('dd', 'if=/dev/zero', `of=${image}`, 'bs=1M', 'count=128', 'conv=fsync', 'status=none');
  run('mkfs.ext4', '-q', image);
  run('sync', '-f', image);
  run('mount', '-o', 'loop', image, inner);
  const powerOff = () => {
    run('umount', inner);
    run('umount', outer);
  };
  return {
    file: join(inner, 'desk.db'),
    cut: () => run('perl', '-e', SHUT_DOWN, outer),
    powerOn() {
      powerOff();
      run('mount', '-o', 'loop', disk, outer);
      run('mount', '-o', 'loop', image, inner);
    },
    dispose() {
      powerOff();
      rmSync(folder, { recursive: true });
    },
  };
}

/** A real disk that is very small, until the test is over. */
export function startSmallDisk({ onTestFinished }: TestContext, kilobytes: number) {
  const folder = tempFolder(onTestFinished);
  run('mount', '-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'desk', folder);
  // This process may hold the file until its garbage is collected.
  onTestFinished(() => run('umount', '--lazy', folder));
  return {
    folder,
    file: join(folder, 'desk.db'),
    grow: (size: number) => run('mount', '-o', `remount,size=${size}k`, folder),
  };
}

/** Mounting takes root, which not every container has. */
export function mayMount(): boolean {
  try {
    startMachine().dispose();
    return true;
  } catch {
    return false;
  }
}

// --- internal ---

/** 0x8004587D is EXT4_IOC_SHUTDOWN on Linux; 2 is EXT4_GOING_FLAGS_NOLOGFLUSH. */
const SHUT_DOWN = 'open(F, "<", $ARGV[0]) or die; $how = pack("L", 2); ioctl(F, 0x8004587D, $how) or die $!';

function run(command: string, ...words: string[]): void {
  execFileSync(command, words, { stdio: ['ignore', 'ignore', 'pipe'] });
}
