using Microsoft.AspNetCore.Http;
using ProfileTwoFactor.Bindings;
using ProfileTwoFactor.Http;
using ProfileTwoFactor.Policies;
using ProfileTwoFactor.Stores;

namespace ProfileTwoFactor.Windows;

/// <summary>A window that a proof opens. What will be presented for it is drawn before, so that the write that accepts the proof also lists the window.</summary>
/// <remarks>
/// Listed and not opened, because the process ended in between, the window of a cookie lets no one in: the cache has nothing of it, and no
/// browser was given the cookie. The member sees a browser without activity, and can end it. What was replaced has ended. For what hangs on a
/// claim or on the member, entries can lie in the cache from before. They count with their own times, and no one gains by it: the proof was
/// that of the same session or member.
/// </remarks>
internal sealed class WindowOpening(
    HttpContext context,
    ScopeSubject subject,
    BindingKey key,
    string? generation,
    TimeSpan kept,
    WindowRegister register
)
{
    public HttpContext Context => context;

    public ScopeSubject Subject => subject;

    public BindingKey Key => key;

    public required ScopeState Scope { get; init; }

    /// <summary>The scope's decisions before the proof was looked at: while this is the current generation, no one has ended anything in this process.</summary>
    public required object Decisions { get; init; }

    /// <summary>What will be presented. The first is the window's own, and the others belong to it.</summary>
    public required IReadOnlyList<WindowToken> Tokens { get; init; }

    /// <summary>What was presented before and is given up.</summary>
    public required IReadOnlyList<WindowToken> Replaced { get; init; }

    /// <summary>The record as it would have been committed without the window.</summary>
    public BindingRecord? Before { get; private set; }

    /// <summary>Where the entries lie, one for each of <see cref="Tokens"/>.</summary>
    public IReadOnlyList<WindowKey> KeysFor(ProvenBinding proven) =>
        [
            .. Tokens.Select(token =>
                WindowKey.Create(
                    key,
                    proven.ProofId,
                    subject.SecurityStamp,
                    token,
                    place: null,
                    proven.Binding.BindingId
                )
            ),
        ];

    /// <summary>What the member's record lists.</summary>
    public OpenedWindow ListedFor(ProvenBinding proven, IReadOnlyList<WindowKey> keys) =>
        new()
        {
            Places = [.. Tokens.Zip(keys, PlaceOf)],
            Replaces = Replaced.Select(token => WindowList.NameOf(token)).ToHashSet(),
            BindingId = proven.ProofId,
            SecurityStampHash = WindowList.HashOfStamp(subject.SecurityStamp),
            Client = ClientHint.Of(context),
            Generation = generation,
            MemberGeneration = proven.WindowGeneration,
            Kept = kept,
        };

    /// <summary>The record of an accepted attempt, with the window.</summary>
    public BindingRecord AddTo(BindingRecord record, CodeOutcome accepted)
    {
        // Once an attempt: the last one is what is committed.
        Before = record;
        var proven = accepted.Proven;
        return register.AddTo(record, ListedFor(proven, KeysFor(proven)));
    }

    private static (string Presented, string? Place) PlaceOf(WindowToken token, WindowKey key) =>
        token.Carrier == WindowCarrier.Cookie
            ? (key.Place.Name.ToString(), null)
            : (WindowList.NameOf(token), key.Place.Name.ToString());
}
