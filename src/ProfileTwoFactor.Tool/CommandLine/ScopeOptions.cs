using System.CommandLine;
using System.CommandLine.Parsing;
using ProfileTwoFactor.Scopes.Internal;

namespace ProfileTwoFactor.Tool.CommandLine;

/// <summary>The options that name a profile or an account.</summary>
internal sealed class ScopeOptions(bool accounts)
{
    private readonly Option<string> _profile = new("--profile")
    {
        Description = "The id of the profile, as the app's directory returns it.",
        HelpName = "id",
    };

    private readonly Option<string> _account = new("--account")
    {
        Description = "The user id of the account.",
        HelpName = "id",
    };

    private readonly Option<string> _stamp = new("--stamp")
    {
        Description =
            "The stamp of the profile or account, if the database has several with this id.",
        HelpName = "stamp",
    };

    private readonly Option<string> _tenant = new("--tenant")
    {
        Description =
            "The tenant, in apps with a TenantResolver. The rows don't contain it: it is for the app's nodes, which must be told the right one.",
        HelpName = "tenant",
    };

    public bool IsProfile(CommandResult result) => result.GetValue(_profile) is not null;

    public void AddTo(Command command)
    {
        command.Options.Add(_profile);
        if (accounts)
        {
            command.Options.Add(_account);
        }
        else
        {
            _profile.Required = true;
        }

        command.Options.Add(_stamp);
        command.Options.Add(_tenant);
        command.Validators.Add(result =>
        {
            var profile = result.GetValue(_profile);
            var account = accounts ? result.GetValue(_account) : null;
            if (accounts && profile is null == account is null)
            {
                result.AddError("Name either --profile or --account.");
            }
            else if ((profile ?? account) is { } id && !IdentifierRules.IsValid(id))
            {
                result.AddError(
                    $"An id has 1 to {IdentifierRules.MaxIdLength} characters, and this one has {id.Length}."
                );
            }
            else if (!IdentifierRules.IsValidStamp(result.GetValue(_stamp)))
            {
                result.AddError(
                    $"A stamp has at most {IdentifierRules.MaxStampLength} characters."
                );
            }
            else if (
                result.GetValue(_tenant) is { Length: > 0 } tenant
                && !IdentifierRules.IsValid(tenant)
            )
            {
                result.AddError(
                    $"A tenant has at most {IdentifierRules.MaxIdLength} characters, and this one has {tenant.Length}."
                );
            }
        });
    }

    public ScopeChoice Read(ParseResult result) =>
        new(
            result.GetValue(_profile) is not null
                ? TwoFactorScopeKind.Profile
                : TwoFactorScopeKind.Account,
            result.GetValue(_profile) ?? result.GetValue(_account)!,
            result.GetValue(_stamp),
            result.GetValue(_tenant)
        );
}
