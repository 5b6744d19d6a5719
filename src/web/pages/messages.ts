import { demonstrationWarning, siteFrame } from '../components/frame.ts';
import { render } from '../components/templates.ts';

export type MessageStatus = 400 | 403 | 404 | 405 | 413 | 500;

interface Message {
  readonly heading: string;
  readonly sentences: readonly string[];
}

const messages: Readonly<Record<MessageStatus, Message>> = {
  400: {
    heading: 'This address cannot be read',
    sentences: ['Check that you copied the whole web address.'],
  },
  403: {
    heading: 'This form did not come from Sevenbox',
    sentences: [
      'Forms are only taken from pages of Sevenbox itself. Open the page again and send the form from there.',
    ],
  },
  404: {
    heading: 'Page not found',
    sentences: [
      'If you typed the web address, check it is correct.',
      'If you pasted the web address, check you copied all of it.',
    ],
  },
  405: { heading: 'You can only read here', sentences: ['This page changes nothing and accepts no data.'] },
  413: {
    heading: 'This is more than Sevenbox takes at once',
    sentences: ['Nothing was saved. Send fewer or smaller files at a time.'],
  },
  500: {
    heading: 'Sorry, there is a problem with Sevenbox',
    sentences: ['Try again. If it happens again, stop Sevenbox, start it again and report what you did.'],
  },
};

/** What the server serves: a result alone, a site, or a site of invented people. */
export type Around = 'alone' | 'site' | 'demo';

/** A page that says in plain words why there is no page. */
export function messagePage(status: MessageStatus, kind: Around): string {
  const message = messages[status];
  const frame = siteFrame({ pageTitle: message.heading, section: null });
  const demonstration = kind === 'demo' ? demonstrationWarning : null;
  const around = { ...frame, demonstration, ...(kind === 'alone' ? { script: false, site: false } : {}) };
  return render('pages/errors/message.njk', { ...around, ...message });
}
