namespace Shop;

internal sealed class ShopUser
{
    public required string Id { get; init; }

    public required string Email { get; init; }

    public required string SecurityStamp { get; set; }
}
