namespace ProfileTwoFactor.Backplane.Internal;

/// <summary>This node, as its messages call it. New at each start.</summary>
internal sealed class ChangeSender
{
    public string Id { get; } = ChangeMessage.CreateSender();
}
