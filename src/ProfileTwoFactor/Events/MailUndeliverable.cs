namespace ProfileTwoFactor.Events;

/// <summary>A mail to a person was given up: the directory returned no address for the person, the mail system refused the mail, or it didn't accept the mail for days.</summary>
/// <remarks>
/// <see cref="TwoFactorEventContext.MemberId"/> is the id of the recipient, and <see cref="TwoFactorEventContext.AccountName"/> is the address.
/// Contact the person in another way, and correct the address. The event can be published twice if a process ends at that moment.
/// </remarks>
/// <param name="Context">The scope, the time, and the people of the event.</param>
/// <param name="Mail">The kind of the mail, such as <c>ProfileEnabled</c>: a name of <c>TwoFactorMailKind</c>.</param>
public sealed record MailUndeliverable(TwoFactorEventContext Context, string Mail)
    : TwoFactorEvent(Context);
