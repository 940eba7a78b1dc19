import { createPage, type Page } from '../../src/workspace/page/page.ts';
import { ADA, type EchoApp, type EchoOptions, NEWSROOM, startEchoApp } from './echo-app.ts';

/** The echo bot, and the page on its workspace. */
export interface EchoPage extends EchoApp {
  url: string;
}

/** The first two examples are asked, by command and by mention. */
export async function startEchoPage(options: EchoOptions = {}, examples: string[] = []): Promise<EchoPage> {
  let page: Page | undefined;
  const echo = await startEchoApp({
    ...options,
    serve: (request, response) => page?.handle(request, response),
  });
  const { actions, slack } = echo;
  page = createPage({ platform: slack.platform, actions, examples });
  const [first, second] = examples;
  const asker = { user: ADA, channel: NEWSROOM };
  if (first) await actions.send({ ...asker, text: `/echo ${first}` });
  if (second) await actions.send({ ...asker, text: `@Echo Desk ${second}` });
  const { port } = new URL(slack.apiUrl);
  return {
    ...echo,
    url: `http://localhost:${port}`,
    async stop() {
      page?.close();
      await echo.stop();
    },
  };
}
