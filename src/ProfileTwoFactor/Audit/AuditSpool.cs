using System.Globalization;
using Microsoft.Extensions.Options;

namespace ProfileTwoFactor.Audit;

/// <summary>Events that wait for the webhook's receiver, one file each, in the order of their time.</summary>
/// <remarks>A file has its name only when its content is on the disk, so that a process that was killed while it wrote leaves no half event.</remarks>
internal sealed class AuditSpool(IOptions<AuditWebhookOptions> options)
{
    private const string Waiting = ".json";
    private const string Unfinished = ".part";
    private const uint Numbers = 1_000_000_000;
    private readonly Lock _counting = new();
    private int _count;
    private uint _number;

    /// <summary>Of all processes that write here, when they were last counted; since then, of this one.</summary>
    public bool IsFull => Volatile.Read(ref _count) >= options.Value.MaxPendingEvents;

    private string Folder => options.Value.SpoolPath;

    /// <summary>Fails if nothing can be kept there.</summary>
    public void Open()
    {
        PrivateFile.CreateFolder(Folder);
        using (Create(System.IO.Path.Combine(Folder, "start" + Unfinished))) { }
        File.Delete(System.IO.Path.Combine(Folder, "start" + Unfinished));
        _ = List();
    }

    public void Add(string eventId, DateTimeOffset happenedAt, byte[] body)
    {
        var name = string.Create(
            CultureInfo.InvariantCulture,
            $"{happenedAt.ToUnixTimeMilliseconds():D15}-{Next():D9}-{eventId}"
        );
        var unfinished = System.IO.Path.Combine(Folder, name + Unfinished);
        using (var file = Create(unfinished))
        {
            file.Write(body);
            file.Flush(flushToDisk: true);
        }

        lock (_counting)
        {
            File.Move(unfinished, System.IO.Path.Combine(Folder, name + Waiting), overwrite: true);
            _count++;
        }
    }

    /// <summary>What waits, the oldest first.</summary>
    public IReadOnlyList<SpooledEvent> List()
    {
        var waiting = new List<SpooledEvent>();
        // An event that comes while the files are read would not be among them, and the count would forget it.
        lock (_counting)
        {
            foreach (var path in Directory.EnumerateFiles(Folder, "*" + Waiting))
            {
                if (SpooledEvent.Of(path) is { } spooled)
                {
                    waiting.Add(spooled);
                }
            }

            Volatile.Write(ref _count, waiting.Count);
        }

        waiting.Sort(static (one, other) => string.CompareOrdinal(one.FilePath, other.FilePath));
        return waiting;
    }

    public void Remove(SpooledEvent spooled)
    {
        lock (_counting)
        {
            File.Delete(spooled.FilePath);
            _count--;
        }
    }

    /// <summary>The right to deliver, which one process has until it ends, however it ends. Null while another one has it.</summary>
    public FileStream? TryTakeDelivery()
    {
        try
        {
            return PrivateFile.Open(
                System.IO.Path.Combine(Folder, "delivery.lock"),
                FileMode.OpenOrCreate,
                FileShare.None
            );
        }
        catch (IOException)
        {
            return null;
        }
    }

    // Events of one millisecond stay in the order in which they came.
    private uint Next() => Interlocked.Increment(ref _number) % Numbers;

    private static FileStream Create(string path) =>
        PrivateFile.Open(path, FileMode.Create, FileShare.None);
}
