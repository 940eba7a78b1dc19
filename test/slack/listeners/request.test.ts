import { describe, expect, it } from 'vitest';
import { readRequest } from '../../../src/slack/listeners/request.ts';
import { HARBOUR } from '../../base.ts';

describe('a request', () => {
  it.each([
    ['', { form: 'help' }],
    ['Hello!', { form: 'help' }],
    ['what can you do?', { form: 'help' }],
    ['help digest', { form: 'digest', command: 'digest help' }],
    ['digest status', { form: 'digest', command: 'digest status' }],
    ['topic', { form: 'topics', unknown: null }],
    ['source', { form: 'sources', unknown: null }],
    ['topics, please', { form: 'topics', unknown: null }],
    ['show me the sources', { form: 'sources', unknown: null }],
    ['timeline pls', { form: 'timeline' }],
    ['topic nosuch', { form: 'topics', unknown: 'nosuch' }],
  ])('reads %j as a form', (text, request) => {
    expect(readRequest(text, HARBOUR)).toEqual(request);
  });

  it.each([
    'hello who lit the lamp',
    'help with the lamp',
    'what can you do about the lamp',
    'topics of the day',
    'please give me all',
  ])('reads %j as a question', (text) => {
    expect(readRequest(text, HARBOUR)).toEqual({ form: 'question', question: text });
  });
});
