import type { types } from '@slack/bolt';

type Block = types.KnownBlock;

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const option = (text: string, value: string) => ({ text: plain(text), value });

/** An answer as a desk would give one: claim, quotation, source, buttons. */
export function answerBlocks(question: string): Block[] {
  return [
    { type: 'header', text: plain('An answer & its words') },
    {
      type: 'section',
      text: { type: 'mrkdwn', text: `You asked *${question}*. It is _echoed_ with \`code\`.` },
    },
    {
      type: 'rich_text',
      elements: [
        {
          type: 'rich_text_quote',
          elements: [
            { type: 'text', text: 'the mission is funded through ' },
            { type: 'text', text: 'voluntary contributions', style: { bold: true } },
            { type: 'text', text: ' rather than <assessed> dues' },
          ],
        },
      ],
    },
    {
      type: 'section',
      fields: [
        { type: 'mrkdwn', text: '*Source*\n<https://example.org/a?b=1&amp;c=2|An article>' },
        { type: 'mrkdwn', text: '*Dated*\n<!date^1755993600^{date_long}|24 August 2025>' },
      ],
      accessory: { type: 'button', action_id: 'more', value: 'nearest', text: plain('Nearest facts') },
    },
    {
      type: 'actions',
      block_id: 'doors',
      elements: [
        {
          type: 'button',
          action_id: 'share',
          style: 'primary',
          text: plain('Share'),
          value: JSON.stringify({ question }),
          confirm: {
            title: plain('Share it here?'),
            text: plain('Everyone in the channel will see it.'),
            confirm: plain('Share'),
            deny: plain('Keep it'),
          },
        },
        { type: 'button', action_id: 'open', text: plain('Open form'), value: 'v1' },
        {
          type: 'static_select',
          action_id: 'topic',
          placeholder: plain('Topic'),
          options: ['Funding', 'Force', 'Dates'].map((text) => option(text, text.toLowerCase())),
        },
      ],
    },
    { type: 'divider' },
    {
      type: 'context',
      elements: [{ type: 'mrkdwn', text: 'An *undated*, unsigned article · fact `echo-1`' }],
    },
  ];
}

export function formView(): types.ModalView {
  return {
    type: 'modal',
    callback_id: 'form',
    private_metadata: 'kept',
    title: plain('Suggest a fact'),
    submit: plain('Send'),
    notify_on_close: true,
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: 'Words that a *source* says.' } },
      {
        type: 'input',
        block_id: 'claim',
        label: plain('Claim'),
        hint: plain('One sentence.'),
        element: { type: 'plain_text_input', action_id: 'text', max_length: 40 },
      },
      {
        type: 'input',
        block_id: 'kind',
        optional: true,
        label: plain('Kind'),
        element: {
          ...{ type: 'static_select', action_id: 'choice' },
          options: [option('A number', 'number'), option('A date', 'date')],
        },
      },
      {
        type: 'input',
        block_id: 'marks',
        optional: true,
        label: plain('Marks'),
        element: {
          ...{ type: 'checkboxes', action_id: 'boxes' },
          options: [option('Checked by me', 'checked'), option('Urgent', 'urgent')],
        },
      },
    ],
  };
}

export function homeView(count: number): types.HomeView {
  return {
    type: 'home',
    blocks: [
      { type: 'header', text: plain('What the desk knows') },
      { type: 'section', text: { type: 'mrkdwn', text: `Pressed *${count}* times.` } },
      {
        type: 'actions',
        elements: [{ type: 'button', action_id: 'count', value: String(count), text: plain('Press') }],
      },
    ],
  };
}
