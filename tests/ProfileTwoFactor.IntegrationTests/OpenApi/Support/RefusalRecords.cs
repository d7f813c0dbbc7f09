using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.IntegrationTests.OpenApi.Support;

/// <summary>Records as another node would have left them.</summary>
internal static class RefusalRecords
{
    public static BindingRecord Locked(RefusalBed bed, BindingRecord record, int failures) =>
        record with
        {
            Failures = failures,
            LockedUntil = bed.Engine.Clock.GetUtcNow().AddSeconds(30),
        };

    /// <summary>As many authenticators as possible, which another node added.</summary>
    public static BindingRecord Full(BindingRecord record) =>
        record with
        {
            Active = record.Active! with
            {
                Authenticators =
                [
                    .. record.Active.Authenticators,
                    .. Enumerable
                        .Range(0, 10)
                        .Select(number => record.Active.Primary with { Id = $"other-{number}" }),
                ],
            },
        };
}
