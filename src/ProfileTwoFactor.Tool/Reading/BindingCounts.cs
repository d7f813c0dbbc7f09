namespace ProfileTwoFactor.Tool.Reading;

internal sealed record BindingCounts(int Bound, int Pending, int Locked, int Disabled)
{
    public static BindingCounts None { get; } = new(0, 0, 0, 0);

    public static BindingCounts operator +(BindingCounts one, BindingCounts other) =>
        new(
            one.Bound + other.Bound,
            one.Pending + other.Pending,
            one.Locked + other.Locked,
            one.Disabled + other.Disabled
        );
}
