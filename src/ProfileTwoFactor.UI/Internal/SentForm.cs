using System.Security.Cryptography;
using System.Text;

namespace ProfileTwoFactor.Internal;

/// <summary>A form that is being answered, or was a moment ago.</summary>
internal sealed class SentForm(string cookies)
{
    private readonly byte[] _cookies = Hash(cookies);

    private readonly TaskCompletionSource<RepeatedResult?> _answer = new(
        TaskCreationOptions.RunContinuationsAsynchronously
    );

    /// <summary>Null if it did not succeed.</summary>
    public Task<RepeatedResult?> Answer => _answer.Task;

    /// <summary>How long it is remembered.</summary>
    public DateTimeOffset Until { get; private set; } = DateTimeOffset.MaxValue;

    public bool HasCookies(string cookies) =>
        CryptographicOperations.FixedTimeEquals(_cookies, Hash(cookies));

    public void Complete(RepeatedResult? answer, DateTimeOffset until)
    {
        Until = until;
        _answer.SetResult(answer);
    }

    private static byte[] Hash(string cookies) => SHA256.HashData(Encoding.UTF8.GetBytes(cookies));
}
