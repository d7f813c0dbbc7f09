using Microsoft.Extensions.Localization;

namespace ProfileTwoFactor.Internal;

/// <summary>Asks for the proof before a first binding.</summary>
/// <param name="Methods">The ways to get one.</param>
/// <param name="Sent">Says that a code was mailed; null when none was.</param>
internal sealed record ProofView(IReadOnlyList<string> Methods, LocalizedString? Sent)
{
    private const string Mail = "email";
    private const string PassOfTheOwner = "pass";

    public bool Mails => Methods.Contains(Mail);

    public bool TakesPass => Methods.Contains(PassOfTheOwner);
}
