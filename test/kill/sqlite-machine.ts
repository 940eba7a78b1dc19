import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A disk whose power can be cut. The store lies on a file system in an image; the image lies on a second file system,
 * which plays the disk: its page cache is the disk's own volatile cache. Cutting the power shuts the second one down
 * as the kernel's own tests do (EXT4_IOC_SHUTDOWN, no flush): what was not flushed through both is gone.
 */
export interface Machine {
  /** Where the store's file goes. */
  file: string;
  /** From now on nothing reaches the disk; whoever still runs gets errors. */
  cut(): void;
  /** The same disk, as the cut left it. Nobody may have a file open there. */
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

/** A real, very small disk. */
export function startSmallDisk(kilobytes: number) {
  const folder = mkdtempSync(join(tmpdir(), 'desk-small-'));
  run('mount', '-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'desk', folder);
  return {
    file: join(folder, 'desk.db'),
    grow: (size: number) => run('mount', '-o', `remount,size=${size}k`, folder),
    dispose() {
      // This process may hold the file until its garbage is collected.
      run('umount', '--lazy', folder);
      rmSync(folder, { recursive: true });
    },
  };
}

/** Mounting takes root, and a machine that lets it. */
export function mayMount(): boolean {
  try {
    startMachine().dispose();
    return true;
  } catch {
    return false;
  }
}

// --- internal ---

/** The ioctl's number is that of Linux; 2 is EXT4_GOING_FLAGS_NOLOGFLUSH. */
const SHUT_DOWN = 'open(F, "<", $ARGV[0]) or die; $how = pack("L", 2); ioctl(F, 0x8004587D, $how) or die $!';

function run(command: string, ...words: string[]): void {
  execFileSync(command, words, { stdio: ['ignore', 'ignore', 'pipe'] });
}
