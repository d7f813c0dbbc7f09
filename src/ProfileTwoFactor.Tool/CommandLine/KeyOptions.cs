using System.CommandLine;
using ProfileTwoFactor.Tool.Databases;
using ProfileTwoFactor.Tool.Keys;
using ProfileTwoFactor.Tool.Output;

namespace ProfileTwoFactor.Tool.CommandLine;

/// <summary>The options that name the app's key ring.</summary>
internal sealed class KeyOptions(ToolConsole console)
{
    private readonly Option<string> _folder = new("--keys")
    {
        Description =
            "The folder of the app's Data Protection keys (PersistKeysToFileSystem). The tool reads it and never writes it.",
        HelpName = "folder",
    };

    private readonly Option<bool> _inDatabase = new("--keys-in-database")
    {
        Description =
            "The keys are in the table DataProtectionKeys of the same database (PersistKeysToDbContext).",
    };

    private readonly Option<string> _table = new("--key-table")
    {
        Description = "The table of the keys. The default is DataProtectionKeys.",
        HelpName = "name",
    };

    private readonly Option<string> _schema = new("--key-schema")
    {
        Description = "The schema of that table. The default is the one of --schema.",
        HelpName = "name",
    };

    private readonly Option<string> _certificate = new("--keys-certificate")
    {
        Description =
            $"The certificate that encrypts the keys (ProtectKeysWithCertificate), as a PKCS #12 file. Its password is read from the environment variable {KeyRingServices.PasswordVariable}.",
        HelpName = "file",
    };

    private readonly Option<string> _application = new("--application")
    {
        Description =
            "The app's name in SetApplicationName(...). In an app that doesn't call it, the full path of its content root folder.",
        HelpName = "name",
    };

    public void AddTo(Command command, bool applicationOnly = false)
    {
        if (!applicationOnly)
        {
            command.Options.Add(_folder);
            command.Options.Add(_inDatabase);
            command.Options.Add(_table);
            command.Options.Add(_schema);
            command.Options.Add(_certificate);
        }

        command.Options.Add(_application);
        if (applicationOnly)
        {
            return;
        }

        command.Validators.Add(result =>
        {
            if (result.GetValue(_folder) is not null && result.GetValue(_inDatabase))
            {
                result.AddError("Name either --keys or --keys-in-database.");
            }
        });
    }

    /// <summary>Where the keys are, in the database that is named.</summary>
    public TableNames Tables(ParseResult result, TableNames named) =>
        named with
        {
            Keys = result.GetValue(_table) ?? named.Keys,
            KeySchema = result.GetValue(_schema),
        };

    public string? Application(ParseResult result) => result.GetValue(_application);

    public KeySettings Read(ParseResult result) =>
        new()
        {
            Folder = result.GetValue(_folder),
            InDatabase = result.GetValue(_inDatabase),
            Certificate = result.GetValue(_certificate),
            CertificatePassword = console.Variable(KeyRingServices.PasswordVariable),
            Application = result.GetValue(_application),
        };
}
