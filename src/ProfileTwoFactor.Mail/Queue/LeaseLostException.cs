namespace ProfileTwoFactor.Mail.Queue;

/// <summary>The job may be in other hands: stop, and leave everything as it is.</summary>
internal sealed class LeaseLostException() : Exception("The lease of the job has expired.");
