namespace ProfileTwoFactor.Gate.Hubs;

/// <summary>Answers in the order they began, until they end or have been open long enough to be watched. Most end after milliseconds, so entering and leaving must cost nothing worth mentioning.</summary>
internal sealed class OpenAnswerList
{
    // Several lists, so that requests on different processors don't wait for each other.
    private readonly Part[] _parts = [.. Enumerable.Range(0, 16).Select(_ => new Part())];

    public bool IsEmpty => Array.TrueForAll(_parts, part => part.First is null);

    public void Add(OpenAnswer answer)
    {
        var part = _parts[Environment.CurrentManagedThreadId % _parts.Length];
        answer.Part = part;
        lock (part.Lock)
        {
            answer.Previous = part.Last;
            if (part.Last is { } last)
            {
                last.Next = answer;
            }
            else
            {
                part.First = answer;
            }

            part.Last = answer;
        }
    }

    /// <summary>False when it was taken before.</summary>
    public bool Remove(OpenAnswer answer)
    {
        if (answer.Part is not { } part)
        {
            return false;
        }

        lock (part.Lock)
        {
            return Unlink(part, answer);
        }
    }

    /// <summary>Takes out what began before a moment.</summary>
    public List<OpenAnswer> TakeBegunBefore(DateTimeOffset moment, DateTimeOffset now)
    {
        var taken = new List<OpenAnswer>();
        foreach (var part in _parts)
        {
            lock (part.Lock)
            {
                // Started in the future: the clock was set back, and it is unknown how long it has been open.
                while (
                    part.First is { } oldest && (oldest.BegunAt <= moment || oldest.BegunAt > now)
                )
                {
                    Unlink(part, oldest);
                    taken.Add(oldest);
                }
            }
        }

        return taken;
    }

    private static bool Unlink(Part part, OpenAnswer answer)
    {
        if (answer.Part is null)
        {
            return false;
        }

        answer.Part = null;
        if (answer.Previous is { } previous)
        {
            previous.Next = answer.Next;
        }
        else
        {
            part.First = answer.Next;
        }

        if (answer.Next is { } next)
        {
            next.Previous = answer.Previous;
        }
        else
        {
            part.Last = answer.Previous;
        }

        (answer.Previous, answer.Next) = (null, null);
        return true;
    }

    internal sealed class Part
    {
        public Lock Lock { get; } = new();

        public OpenAnswer? First { get; set; }

        public OpenAnswer? Last { get; set; }
    }
}
