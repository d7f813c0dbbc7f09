namespace ProfileTwoFactor.IntegrationTests.SlowDirectories;

public sealed class ShopMember
{
    public required string Id { get; set; }
}
