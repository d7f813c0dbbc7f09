using Microsoft.Extensions.Options;
using ProfileTwoFactor.Events;

namespace ProfileTwoFactor.Audit;

/// <summary>Appends each event to a file, and returns only when the system has it on the disk.</summary>
/// <remarks>
/// The file is opened for each event: a tool of the system may have moved it. A lock file lets several processes of one machine
/// write, for example the old and the new one during a deployment.
/// </remarks>
internal sealed class AuditFileSink(IOptions<AuditFileOptions> options) : ITwoFactorAuditSink
{
    private const byte LineEnd = (byte)'\n';
    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(5);
    private readonly SemaphoreSlim _turn = new(1);

    private string Path => options.Value.Path;

    public async Task WriteAsync(TwoFactorEvent happened, CancellationToken cancellationToken)
    {
        var json = AuditJson.Write(happened);
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await using var held = await LockAsync(cancellationToken);
            MakeRoom(json.Length + 1);
            Append(json);
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Fails if nothing can be written there.</summary>
    public void Probe()
    {
        using var file = Open();
    }

    private FileStream Open() =>
        PrivateFile.Open(Path, FileMode.OpenOrCreate, FileShare.ReadWrite | FileShare.Delete);

    private async Task<FileStream> LockAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return PrivateFile.Open(Path + ".lock", FileMode.OpenOrCreate, FileShare.None);
            }
            catch (IOException exception) when (IsHeld(exception))
            {
                // Real time, like every deadline: the other process doesn't follow the clock of a test.
                await Task.Delay(LockPause, cancellationToken);
            }
        }
    }

    // A missing folder is also an IOException, and waiting doesn't create it.
    private static bool IsHeld(IOException exception) => exception.GetType() == typeof(IOException);

    private void Append(byte[] json)
    {
        using var file = Open();
        var end = file.Seek(0, SeekOrigin.End);

        // A process that was killed in the middle of a line must not spoil the next one.
        var isTorn = end > 0 && LastByte(file) != LineEnd;
        byte[] line = isTorn ? [LineEnd, .. json, LineEnd] : [.. json, LineEnd];
        file.Seek(0, SeekOrigin.End);
        file.Write(line);
        file.Flush(flushToDisk: true);
    }

    private static int LastByte(FileStream file)
    {
        file.Seek(-1, SeekOrigin.End);
        return file.ReadByte();
    }

    private void MakeRoom(int bytes)
    {
        var current = new FileInfo(Path);
        if (
            options.Value.MaxFileBytes is not { } limit
            || !current.Exists
            || current.Length == 0
            || current.Length + bytes <= limit
        )
        {
            return;
        }

        for (var number = options.Value.KeptFiles - 1; number >= 1; number--)
        {
            if (File.Exists(Numbered(number)))
            {
                File.Move(Numbered(number), Numbered(number + 1), overwrite: true);
            }
        }

        File.Move(Path, Numbered(1), overwrite: true);
    }

    private string Numbered(int number) => $"{Path}.{number}";
}
