namespace ProfileTwoFactor.Internal;

internal sealed class InMemoryStoreOptions
{
    public bool AllowOutsideDevelopment { get; set; }
}
