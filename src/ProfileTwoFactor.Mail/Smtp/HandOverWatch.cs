using MailKit;

namespace ProfileTwoFactor.Mail.Smtp;

/// <summary>Knows whether the server asked for the message: from then until it answers, it is unknown whether it has the message.</summary>
internal sealed class HandOverWatch : IProtocolLogger
{
    private const int GoAhead = 354;
    private const int CodeLength = 3;

    private int _column;
    private int _code;

    /// <summary>The server said that it waits for the message. Before that it can't have accepted it.</summary>
    public bool IsHandedOver { get; private set; }

    public IAuthenticationSecretDetector? AuthenticationSecretDetector { get; set; }

    public void Begin()
    {
        (IsHandedOver, _column, _code) = (false, 0, 0);
    }

    public void LogConnect(Uri uri) { }

    public void LogClient(byte[] buffer, int offset, int count) { }

    public void LogServer(byte[] buffer, int offset, int count)
    {
        foreach (var letter in buffer.AsSpan(offset, count))
        {
            if (letter == '\n')
            {
                (_column, _code) = (0, 0);
                continue;
            }

            if (_column < CodeLength && char.IsAsciiDigit((char)letter))
            {
                _code = _code * 10 + (letter - '0');
            }

            _column++;
            if (_column == CodeLength && _code == GoAhead)
            {
                IsHandedOver = true;
            }
        }
    }

    public void Dispose() { }
}
