import type { types } from '@slack/bolt';

type Block = types.KnownBlock;

/** An answer as a desk would give one: claim, quotation, source, buttons. */
export function answerBlocks(question: string): Block[] {
  return [
    { type: 'header', text: { type: 'plain_text', text: 'An answer & its words' } },
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
      accessory: {
        type: 'button',
        action_id: 'more',
        value: 'nearest',
        text: { type: 'plain_text', text: 'Nearest facts' },
      },
    },
    {
      type: 'actions',
      block_id: 'doors',
      elements: [
        {
          type: 'button',
          action_id: 'share',
          style: 'primary',
          text: { type: 'plain_text', text: 'Share' },
          value: JSON.stringify({ question }),
          confirm: {
            title: { type: 'plain_text', text: 'Share it here?' },
            text: { type: 'plain_text', text: 'Everyone in the channel will see it.' },
            confirm: { type: 'plain_text', text: 'Share' },
            deny: { type: 'plain_text', text: 'Keep it' },
          },
        },
        { type: 'button', action_id: 'open', text: { type: 'plain_text', text: 'Open form' }, value: 'v1' },
        {
          type: 'static_select',
          action_id: 'topic',
          placeholder: { type: 'plain_text', text: 'Topic' },
          options: ['Funding', 'Force', 'Dates'].map((text) => ({
            text: { type: 'plain_text', text },
            value: text.toLowerCase(),
          })),
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
    title: { type: 'plain_text', text: 'Suggest a fact' },
    submit: { type: 'plain_text', text: 'Send' },
    notify_on_close: true,
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: 'Words that a *source* says.' } },
      {
        type: 'input',
        block_id: 'claim',
        label: { type: 'plain_text', text: 'Claim' },
        hint: { type: 'plain_text', text: 'One sentence.' },
        element: { type: 'plain_text_input', action_id: 'text', max_length: 40 },
      },
      {
        type: 'input',
        block_id: 'kind',
        optional: true,
        label: { type: 'plain_text', text: 'Kind' },
        element: {
          type: 'static_select',
          action_id: 'choice',
          options: [
            { text: { type: 'plain_text', text: 'A number' }, value: 'number' },
            { text: { type: 'plain_text', text: 'A date' }, value: 'date' },
          ],
        },
      },
      {
        type: 'input',
        block_id: 'marks',
        optional: true,
        label: { type: 'plain_text', text: 'Marks' },
        element: {
          type: 'checkboxes',
          action_id: 'boxes',
          options: [
            { text: { type: 'plain_text', text: 'Checked by me' }, value: 'checked' },
            { text: { type: 'plain_text', text: 'Urgent' }, value: 'urgent' },
          ],
        },
      },
    ],
  };
}

export function homeView(count: number): types.HomeView {
  return {
    type: 'home',
    blocks: [
      { type: 'header', text: { type: 'plain_text', text: 'What the desk knows' } },
      { type: 'section', text: { type: 'mrkdwn', text: `Pressed *${count}* times.` } },
      {
        type: 'actions',
        elements: [
          {
            type: 'button',
            action_id: 'count',
            value: String(count),
            text: { type: 'plain_text', text: 'Press' },
          },
        ],
      },
    ],
  };
}
