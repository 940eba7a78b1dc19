import type { WebClientOptions } from '@slack/web-api';
import { type Dispatcher, EnvHttpProxyAgent, fetch } from 'undici';

/** Addresses of proxies by the protocol of what is asked for; null: none. */
export interface ProxySettings {
  https: string | null;
  http: string | null;
  /** Hosts that are asked directly, separated by commas. */
  except: string | null;
}

/** How the Web API and the socket are reached through a proxy. */
export interface SlackProxy {
  dispatcher: Dispatcher;
  fetch: NonNullable<WebClientOptions['fetch']>;
}

/** Every connection is a tunnel (CONNECT), so that the proxy sees neither tokens nor questions. */
export function createProxy({ https, http, except }: ProxySettings): SlackProxy {
  // What is not given would be read from the environment.
  const dispatcher = new EnvHttpProxyAgent({
    ...{ httpsProxy: https ?? '', httpProxy: http ?? '', noProxy: except ?? '' },
  });
  return {
    dispatcher,
    // Node's own fetch does not take the package's dispatcher.
    fetch: ((url, init) =>
      fetch(url, { ...init, dispatcher } as Parameters<typeof fetch>[1])) as SlackProxy['fetch'],
  };
}
