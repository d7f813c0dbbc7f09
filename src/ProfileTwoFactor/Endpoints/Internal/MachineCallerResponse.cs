namespace ProfileTwoFactor.Endpoints.Internal;

internal sealed class MachineCallerResponse
{
    public required string KeyId { get; init; }

    public required string? Name { get; init; }

    public required string? CreatorMemberId { get; init; }

    public required bool WouldBeRefused { get; init; }

    internal static MachineCallerResponse From(PreviewedMachineCaller caller) =>
        new()
        {
            KeyId = caller.KeyId,
            Name = caller.DisplayName,
            CreatorMemberId = caller.CreatorMemberId,
            WouldBeRefused = caller.WouldBeRefused,
        };
}
