import { describe, expect, it } from 'vitest';
import { createSearch } from '../../../src/search/search.ts';
import { readRequest } from '../../../src/slack/listeners/request.ts';
import { baseOf, LAMP, LIGHTHOUSE, LOST, SAFE, UNDATED } from '../../base.ts';

const base = baseOf([
  { ...LAMP, topic: 'un-path' },
  { ...LOST, topic: 'un-boats' },
  { ...SAFE, topic: 'support-office' },
]);
base.sources = new Map([
  ['harbour-log', LIGHTHOUSE],
  ['old-letter', { ...UNDATED, attribution: 'an undated, unsigned article' }],
]);
base.desk.topics['support-office'] = { name: 'Help from New York' };

const desk = { base, search: createSearch(base) };

describe('a request', () => {
  it.each([
    ['', { form: 'help' }],
    ['Hello!', { form: 'thanks' }],
    ['hepl', { form: 'help' }],
    ['/harbour tpoics', { form: 'topics', unknown: null }],
    ['any idea?', { form: 'pointer' }],
    ['never mind', { form: 'aside' }],
    ['what can you do?', { form: 'help' }],
    ['help digest', { form: 'digest', command: 'digest help' }],
    ['digest status', { form: 'digest', command: 'digest status' }],
    ['topic', { form: 'topics', unknown: null }],
    ['source', { form: 'sources', unknown: null }],
    ['topics, please', { form: 'topics', unknown: null }],
    ['show me the sources', { form: 'sources', unknown: null }],
    ['timeline pls', { form: 'timeline' }],
    // A topic or source goes by its id, a part of it or its name; of an unknown one, the list is shown.
    ['topic un-path', { form: 'topic', topic: 'un-path' }],
    ['topic un path', { form: 'topic', topic: 'un-path' }],
    ['Topic UN Path?', { form: 'topic', topic: 'un-path' }],
    ['topic paths', { form: 'topic', topic: 'un-path' }],
    ['topic boat', { form: 'topic', topic: 'un-boats' }],
    ['topic supp', { form: 'topic', topic: 'support-office' }],
    ['topic help from new york', { form: 'topic', topic: 'support-office' }],
    ['topic new york', { form: 'topic', topic: 'support-office' }],
    ['topic: boats', { form: 'topic', topic: 'un-boats' }],
    ['Source: Gazette', { form: 'source', source: 'harbour-log' }],
    ['source an undated, unsigned article.', { form: 'source', source: 'old-letter' }],
    ['source undated', { form: 'source', source: 'old-letter' }],
    ['topic un', { form: 'topics', unknown: 'un' }],
    ['topic nowhere', { form: 'topics', unknown: 'nowhere' }],
    ['source gazette', { form: 'source', source: 'harbour-log' }],
    ['source harbour gazette', { form: 'source', source: 'harbour-log' }],
    ['source nowhere', { form: 'sources', unknown: 'nowhere' }],
  ])('reads %j as a form', (text, request) => {
    expect(readRequest(text, desk)).toEqual(request);
  });

  it.each([
    'held',
    'boats',
    'help me with the funding',
    'help with the lamp',
    'what can you do about the lamp',
    'topics of the day',
    'give me all',
    'sources of funding',
    'source of the money',
    'timeline of the deployment',
    'topic of the day is what',
    'topic help from new york now',
  ])('reads %j as a question', (text) => {
    expect(readRequest(text, desk)).toMatchObject({ form: 'question', asked: { question: text } });
  });
});
