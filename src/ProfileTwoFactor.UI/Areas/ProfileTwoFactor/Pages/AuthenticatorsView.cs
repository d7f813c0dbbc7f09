using Microsoft.Extensions.Localization;

namespace ProfileTwoFactor.Internal;

/// <summary>A person's authenticators, with what can be done: alike for a profile and for the account.</summary>
internal sealed class AuthenticatorsView
{
    internal const string AddHandler = "add";
    internal const string ConfirmHandler = "confirm";
    internal const string RenameHandler = "rename";
    internal const string RemoveHandler = "remove";
    internal const string PasskeyHandler = "passkey";

    /// <summary>Below the title: the profile, or the account.</summary>
    public required string Lead { get; init; }

    public required IReadOnlyList<AuthenticatorInfo> Items { get; init; }

    /// <summary>The address of this page with a query.</summary>
    public required Func<(string Name, string? Value)[], string> Address { get; init; }

    /// <summary>What is asked about one of them, in place of the list.</summary>
    public AuthenticatorQuestion? Question { get; init; }

    /// <summary>The address that a form of this page is sent to.</summary>
    public string Step(string handler) => Address([("handler", handler)]);

    /// <summary>The same for the answer to the question, which is asked again if the answer is refused.</summary>
    public string Step(string handler, string question, string id) =>
        Address([("handler", handler), (question, id)]);

    public string Ask(string question, string id) => Address([(question, id)]);

    public required string Back { get; init; }

    public bool TakesApp { get; init; }

    /// <summary>Null where no passkey can be added.</summary>
    public PasskeyView? Passkey { get; init; }

    /// <summary>The secret of a new app, in the one response that shows it.</summary>
    public PendingBindingSetup? Setup { get; init; }

    /// <summary>Whether the code of a new app is asked for.</summary>
    public bool TakesCode { get; init; }

    public LocalizedString? Problem { get; init; }

    public long? WaitSeconds { get; init; }

    /// <summary>What one is called in the language of the page.</summary>
    public static string NameOf(AuthenticatorInfo item, IStringLocalizer<TwoFactorTexts> texts) =>
        item.IsNamed ? item.Name
        : item.Number > 1 ? $"{texts[KindOf(item)].Value} {item.Number}"
        : texts[KindOf(item)].Value;

    public static string KindOf(AuthenticatorInfo item) =>
        item.Kind == Stores.AuthenticatorKind.Passkey ? "Rules.Passkey" : "Rules.Totp";

    /// <summary>What a refusal says on this page; null for one that is no matter of this page.</summary>
    public static LocalizedString? Describe(
        TwoFactorError error,
        IStringLocalizer<TwoFactorTexts> texts
    ) =>
        error.Code switch
        {
            TwoFactorErrorCodes.LastAuthenticator => texts["Authenticators.Last"],
            TwoFactorErrorCodes.TooManyAuthenticators => texts["Authenticators.Full"],
            TwoFactorErrorCodes.InvalidRequest => texts["Authenticators.BadName"],
            TwoFactorErrorCodes.Conflict => texts["Authenticators.Changed"],
            TwoFactorErrorCodes.AuthenticatorNotAllowed => texts["Problem.NotAllowed"],
            _ => null,
        };
}
