using ProfileTwoFactor.Mail.Queue;

namespace ProfileTwoFactor.Mail.Announcements;

/// <summary>A mail went out and that could not be noted.</summary>
internal sealed class NoteFailedException(UnnotedMail mail, Exception inner)
    : Exception("The delivery record of a mail couldn't be written.", inner)
{
    public UnnotedMail Mail { get; } = mail;
}
