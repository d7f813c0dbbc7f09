namespace ProfileTwoFactor.Stores.Internal;

internal sealed class InMemoryStoreOptions
{
    public bool AllowOutsideDevelopment { get; set; }
}
