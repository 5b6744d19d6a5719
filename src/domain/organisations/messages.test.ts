import { describe, expect, it } from 'vitest';
import {
  invitationMessage,
  passwordChangedMessage,
  passwordResetMessage,
  removedMessage,
  secondFactorChangedMessage,
} from './messages.ts';

const href = 'https://sevenbox.example/somewhere?token=abc';
const organisation = 'Kirkvale Council';

describe('the words of emails', () => {
  it('say what happened, how long a link works, and what to do if it was not you', () => {
    const invitation = invitationMessage({ organisation, href, days: 7 });
    expect(invitation.subject).toBe('Join Kirkvale Council on Sevenbox');
    expect(invitation.lines).toContain('The link works once, for 7 days.');
    expect(invitation.link?.href).toBe(href);
    expect(invitationMessage({ organisation, href, days: 1 }).lines).toContain(
      'The link works once, for 1 day.',
    );
    expect(passwordResetMessage({ href, minutes: 30 }).lines.join(' ')).toContain('for 30 minutes');
    expect(passwordChangedMessage({ href }).lines.join(' ')).toContain('If it was not you');
    expect(removedMessage({ organisation })).toMatchObject({
      subject: 'You no longer belong to Kirkvale Council on Sevenbox',
      link: null,
    });
  });

  it('tell apart what happened to the second step of signing in', () => {
    const changes = (['added', 'removed', 'new codes'] as const).map((change) =>
      secondFactorChangedMessage({ change, href }),
    );
    expect(changes.map(({ subject }) => subject)).toEqual([
      'A second factor was turned on for your Sevenbox account',
      'The second factor was turned off for your Sevenbox account',
      'New recovery codes were made for your Sevenbox account',
    ]);
    expect(new Set(changes.map(({ lines }) => lines[0])).size).toBe(3);
  });

  it('keep a name that somebody chose on one line and short', () => {
    const hostile = `Kirk\r\nBcc: eve@example.org\u2028\u202Evale\0${' long'.repeat(200)}`;
    for (const { subject, lines } of [
      invitationMessage({ organisation: hostile, href, days: 7 }),
      removedMessage({ organisation: hostile }),
    ]) {
      for (const text of [subject, ...lines]) {
        expect(text).not.toMatch(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        expect(text.length).toBeLessThan(300);
      }
      expect(subject).toContain('Kirk Bcc: eve@example.org vale long');
    }
  });
});
