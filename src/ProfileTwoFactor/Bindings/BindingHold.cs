using ProfileTwoFactor.Infrastructure;

namespace ProfileTwoFactor.Bindings;

/// <summary>Keeps one record from accepting anything, for a switch that copies it.</summary>
/// <param name="Id">Which one: two switches at once hold on their own.</param>
/// <param name="Until">When it ends by itself.</param>
internal sealed record BindingHold(string Id, DateTimeOffset Until)
{
    public static BindingHold Create(DateTimeOffset until) => new(RandomId.Create(), until);
}
