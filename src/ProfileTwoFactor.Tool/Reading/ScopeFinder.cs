using Microsoft.EntityFrameworkCore;
using ProfileTwoFactor.EntityFrameworkCore;
using ProfileTwoFactor.EntityFrameworkCore.Internal;
using ProfileTwoFactor.Stores;
using ProfileTwoFactor.Tool.CommandLine;
using ProfileTwoFactor.Tool.Databases;

namespace ProfileTwoFactor.Tool.Reading;

/// <summary>Finds a profile or account by its id in what is stored. The app's own directory isn't asked.</summary>
internal sealed class ScopeFinder(ToolDatabase database)
{
    /// <exception cref="ToolException">There is none, or the id alone doesn't say which.</exception>
    public async Task<PolicyRecord> FindAsync(
        ScopeChoice choice,
        CancellationToken cancellationToken
    )
    {
        var kind = (int)choice.Kind;
        var rows = await database.RunAsync(
            context =>
                StoredRows
                    .Of<TwoFactorPolicyEntity>(context)
                    .Where(row => row.ScopeKind == kind && row.ScopeId == choice.Id)
                    .ToListAsync(cancellationToken),
            cancellationToken
        );
        // A collation may take ids for equal that differ.
        var found = rows.FindAll(row =>
            string.Equals(row.ScopeId, choice.Id, StringComparison.Ordinal)
            && (
                choice.Stamp is null
                || string.Equals(row.ScopeStamp, choice.Stamp, StringComparison.Ordinal)
            )
        );
        return found switch
        {
            [var one] => Records.Policy(one, choice.Tenant),
            [] => throw new ToolException(
                ExitCode.NotFound,
                "not-found",
                $"The database has no {choice.Noun} with this id{(choice.Stamp is null ? "" : " and stamp")}: two-factor authentication was never enabled for it.",
                "Ids are compared letter by letter. 'profile2fa status --all' lists those that are stored."
            ),
            _ => throw new ToolException(
                ExitCode.Usage,
                "ambiguous",
                $"The database has {found.Count} entries of a {choice.Noun} with this id. It was deleted and created again.",
                $"Say which with --stamp: {string.Join(", ", found.Select(row => $"'{row.ScopeStamp}'"))}. The app's directory has the current one."
            ),
        };
    }
}
