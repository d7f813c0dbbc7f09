namespace ProfileTwoFactor.Internal;

/// <summary>Base32 of RFC 4648 without padding: how authenticator apps take a key.</summary>
internal static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int BitsPerCharacter = 5;

    public static string Encode(ReadOnlySpan<byte> bytes)
    {
        var length = ((bytes.Length * 8) + BitsPerCharacter - 1) / BitsPerCharacter;
        var text = new char[length];
        var buffer = 0;
        var bits = 0;
        var next = 0;
        foreach (var value in bytes)
        {
            buffer = ((buffer << 8) | value) & 0xfff;
            bits += 8;
            while (bits >= BitsPerCharacter)
            {
                bits -= BitsPerCharacter;
                text[next++] = Alphabet[(buffer >> bits) & 0x1f];
            }
        }

        if (bits > 0)
        {
            text[next] = Alphabet[(buffer << (BitsPerCharacter - bits)) & 0x1f];
        }

        return new string(text);
    }

    /// <summary>Takes exactly what <see cref="Encode"/> gives: upper case, no padding, no stray bits. One value has one text.</summary>
    public static bool TryDecode(string text, out byte[] bytes)
    {
        bytes = [];
        var decoded = new byte[text.Length * BitsPerCharacter / 8];
        var buffer = 0;
        var bits = 0;
        var next = 0;
        foreach (var character in text)
        {
            var value = ValueOf(character);
            if (value < 0)
            {
                return false;
            }

            buffer = ((buffer << BitsPerCharacter) | value) & 0xfff;
            bits += BitsPerCharacter;
            if (bits >= 8)
            {
                bits -= 8;
                decoded[next++] = (byte)(buffer >> bits);
            }
        }

        if (bits >= BitsPerCharacter || (buffer & ((1 << bits) - 1)) != 0)
        {
            return false;
        }

        bytes = decoded;
        return true;
    }

    internal static int ValueOf(char character) =>
        character switch
        {
            >= 'A' and <= 'Z' => character - 'A',
            >= '2' and <= '7' => character - '2' + 26,
            _ => -1,
        };
}
