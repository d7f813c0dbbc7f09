namespace ProfileTwoFactor.Tool.Reading;

internal sealed record ScopeCounts(int Enforced, int Scheduled, int Off);
