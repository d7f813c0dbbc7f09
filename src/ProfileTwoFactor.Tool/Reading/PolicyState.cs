namespace ProfileTwoFactor.Tool.Reading;

internal enum PolicyState
{
    Off,
    Scheduled,
    Enforced,
}
