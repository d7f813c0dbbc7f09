using System.Security.Cryptography;
using System.Text;

namespace ProfileTwoFactor.Internal;

/// <summary>A form that is being answered, or was a moment ago.</summary>
internal sealed class SentForm(string cookies)
{
    private readonly TaskCompletionSource<RepeatedResult?> _answer = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    public byte[] CookieHash { get; private set; } = Hash(cookies);

    /// <summary>Null if it did not succeed.</summary>
    public Task<RepeatedResult?> Answer => _answer.Task;

    /// <summary>How long it is remembered.</summary>
    public DateTimeOffset Until { get; private set; } = DateTimeOffset.MaxValue;

    public bool HasCookies(string cookies) =>
        CryptographicOperations.FixedTimeEquals(CookieHash, Hash(cookies));

    public void Complete(RepeatedResult? answer, DateTimeOffset until)
    {
        Until = until;
        _answer.SetResult(answer);
    }

    /// <summary>It was answered by another node, for a request with the cookies of that hash.</summary>
    public void Complete(FormAnswer elsewhere)
    {
        CookieHash = elsewhere.CookieHash;
        Complete(RepeatedResult.Of(elsewhere), elsewhere.Until);
    }

    private static byte[] Hash(string cookies) => SHA256.HashData(Encoding.UTF8.GetBytes(cookies));
}
