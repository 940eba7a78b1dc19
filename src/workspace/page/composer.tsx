import type { Platform } from '../old-platform/platform.ts';
import { SendIcon } from './icons.tsx';

/** Where one types: with completion of the command, of examples, and of the bot's name. */
export function Composer(props: { label: string; thread: string | null; platform: Platform }) {
  const { label, thread, platform } = props;
  const id = thread ? 'thread-composer' : 'composer';
  const bot = platform.cast.bot.real_name;
  return (
    <form className="composer" data-to={thread ?? ''}>
      <div className="completion" id={`${id}-list`} role="listbox" aria-label="Suggestions" hidden />
      <div className="composer-box">
        <textarea
          id={id}
          rows={1}
          maxLength={40_000}
          placeholder={label}
          aria-label={label}
          aria-autocomplete="list"
          aria-controls={`${id}-list`}
          autoComplete="off"
          spellCheck="true"
        />
        <button type="submit" className="send" aria-label="Send">
          <SendIcon />
        </button>
      </div>
      <p className="composer-hint">
        {thread ? (
          <>Mention @{bot} to ask in this thread. Slash commands do not work here.</>
        ) : (
          <>
            <kbd>/</kbd> command · <kbd>@</kbd> mention · <kbd>Enter</kbd> sends · <kbd>Shift</kbd>+
            <kbd>Enter</kbd> new line
          </>
        )}
      </p>
    </form>
  );
}
