namespace ProfileTwoFactor.Codes.Internal;

/// <summary>The modules of a QR code (ISO/IEC 18004) that holds ASCII text.</summary>
internal sealed class QrSymbol
{
    /// <summary>Light modules on each side, which readers need.</summary>
    private const int QuietZone = 4;

    private readonly bool[,] _dark;
    private readonly bool[,] _isPattern;
    private readonly QrVersion _version;

    private QrSymbol(QrVersion version)
    {
        _version = version;
        _dark = new bool[version.Size, version.Size];
        _isPattern = new bool[version.Size, version.Size];
    }

    /// <summary>Modules on a side, with the quiet zone.</summary>
    public int Size => SizeOf(_version);

    public bool IsDark(int x, int y) =>
        x >= QuietZone
        && y >= QuietZone
        && x < QuietZone + _version.Size
        && y < QuietZone + _version.Size
        && _dark[y - QuietZone, x - QuietZone];

    /// <summary>The size that a text would have; null when it is too long.</summary>
    public static int? SizeFor(string ascii, bool medium) =>
        QrVersion.For(ascii.Length, medium) is { } version ? SizeOf(version) : null;

    /// <param name="ascii">The text.</param>
    /// <param name="medium">15 per cent of correction instead of 7.</param>
    /// <param name="mask">One of eight; null for the one that is easiest to read.</param>
    /// <returns>Null when the text is too long.</returns>
    public static QrSymbol? Create(string ascii, bool medium, int? mask = null)
    {
        if (QrVersion.For(ascii.Length, medium) is not { } version)
        {
            return null;
        }

        var bytes = QrBytes.Create(ascii, version);
        return mask is { } chosen
            ? Draw(version, bytes, chosen)
            : Enumerable
                .Range(0, QrMask.Count)
                .Select(number => Draw(version, bytes, number))
                .MinBy(symbol => QrMask.PenaltyOf(symbol._dark));
    }

    private static int SizeOf(QrVersion version) => version.Size + (2 * QuietZone);

    private static QrSymbol Draw(QrVersion version, byte[] bytes, int mask)
    {
        var symbol = new QrSymbol(version);
        symbol.DrawPatterns();
        symbol.DrawFormat(mask);
        symbol.DrawVersion();
        symbol.DrawBytes(bytes, mask);
        return symbol;
    }

    private void DrawPatterns()
    {
        var size = _version.Size;
        for (var at = 0; at < size; at++)
        {
            Set(6, at, at % 2 == 0);
            Set(at, 6, at % 2 == 0);
        }

        DrawRings(3, 3, 4, ring => ring is not (2 or 4));
        DrawRings(size - 4, 3, 4, ring => ring is not (2 or 4));
        DrawRings(3, size - 4, 4, ring => ring is not (2 or 4));
        foreach (var x in _version.Alignments)
        {
            foreach (var y in _version.Alignments)
            {
                var isFinder =
                    (x == 6 && y == 6) || (x == 6 && y == size - 7) || (x == size - 7 && y == 6);
                if (!isFinder)
                {
                    DrawRings(x, y, 2, ring => ring != 1);
                }
            }
        }
    }

    private void DrawRings(int centerX, int centerY, int rings, Func<int, bool> isDark)
    {
        for (var y = -rings; y <= rings; y++)
        {
            for (var x = -rings; x <= rings; x++)
            {
                if (
                    centerX + x >= 0
                    && centerX + x < _version.Size
                    && centerY + y >= 0
                    && centerY + y < _version.Size
                )
                {
                    Set(centerX + x, centerY + y, isDark(Math.Max(Math.Abs(x), Math.Abs(y))));
                }
            }
        }
    }

    /// <summary>Correction and mask, twice.</summary>
    private void DrawFormat(int mask)
    {
        var size = _version.Size;
        var format = ((_version.IsMedium ? 0 : 1) << 3) | mask;
        var bits = ((format << 10) | Checked(format, 10, 0x537)) ^ 0x5412;
        for (var bit = 0; bit < 15; bit++)
        {
            var dark = ((bits >> bit) & 1) != 0;
            var (x, y) = bit switch
            {
                < 6 => (8, bit),
                < 8 => (8, bit + 1),
                8 => (7, 8),
                _ => (14 - bit, 8),
            };
            Set(x, y, dark);
            (x, y) = bit < 8 ? (size - 1 - bit, 8) : (8, size - 15 + bit);
            Set(x, y, dark);
        }

        Set(8, size - 8, true);
    }

    private void DrawVersion()
    {
        if (_version.Number < 7)
        {
            return;
        }

        var bits = (_version.Number << 12) | Checked(_version.Number, 12, 0x1F25);
        for (var bit = 0; bit < 18; bit++)
        {
            var dark = ((bits >> bit) & 1) != 0;
            var (far, near) = (_version.Size - 11 + (bit % 3), bit / 3);
            Set(far, near, dark);
            Set(near, far, dark);
        }
    }

    /// <summary>In columns of two, up and down, from the right; the column of the timing pattern is left out.</summary>
    private void DrawBytes(byte[] bytes, int mask)
    {
        var size = _version.Size;
        var bit = 0;
        for (var right = size - 1; right >= 1; right -= 2)
        {
            right = right == 6 ? 5 : right;
            for (var step = 0; step < size * 2; step++)
            {
                var x = right - (step % 2);
                var y = ((right + 1) & 2) == 0 ? size - 1 - (step / 2) : step / 2;
                if (_isPattern[y, x])
                {
                    continue;
                }

                var dark = bit < bytes.Length * 8 && ((bytes[bit / 8] >> (7 - (bit % 8))) & 1) != 0;
                _dark[y, x] = dark ^ QrMask.Inverts(mask, x, y);
                bit++;
            }
        }
    }

    private void Set(int x, int y, bool dark)
    {
        _dark[y, x] = dark;
        _isPattern[y, x] = true;
    }

    private static int Checked(int value, int length, int divisor)
    {
        var remainder = value;
        for (var bit = 0; bit < length; bit++)
        {
            remainder = (remainder << 1) ^ ((remainder >> (length - 1)) * divisor);
        }

        return remainder;
    }
}
