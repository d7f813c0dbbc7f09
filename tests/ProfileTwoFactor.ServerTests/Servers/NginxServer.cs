using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ProfileTwoFactor.Tests.Shared;

namespace ProfileTwoFactor.ServerTests.Servers;

/// <summary>An nginx of the tests' own on a random port of the loopback: it ends TLS, shares requests out to sites, and puts them below a path as well as at the root.</summary>
internal sealed class NginxServer : IAsyncDisposable
{
    /// <summary>Where the sites are found besides the root.</summary>
    public const string Prefix = "/heatmap";

    private readonly string _folder;
    private readonly ServerProcess _process;
    private readonly X509Certificate2 _certificate;

    private NginxServer(
        string folder,
        ServerProcess process,
        X509Certificate2 certificate,
        int port
    )
    {
        _folder = folder;
        _process = process;
        _certificate = certificate;
        Address = new Uri($"https://localhost:{port}");
    }

    public Uri Address { get; }

    public static async Task<NginxServer> StartAsync(params IReadOnlyList<Uri> sites)
    {
        var folder = Directory.CreateTempSubdirectory("ptf-nginx-").FullName;
        var certificate = await WriteCertificateAsync(folder);
        var port = FreePort();
        var settings = Path.Combine(folder, "nginx.conf");
        await File.WriteAllTextAsync(settings, SettingsOf(folder, port, sites));
        var process = await ServerProcess.StartAsync(
            folder,
            [Tools.Find("nginx")!, "-c", settings, "-p", folder, "-e", "stderr"]
        );
        await Eventually.TrueAsync(
            async () => process.HasExited || await AnswersAsync(port),
            $"nginx answers\n{process.Output}"
        );
        Assert.False(process.HasExited, process.Output);
        return new NginxServer(folder, process, certificate, port);
    }

    /// <summary>Whether a certificate is this server's.</summary>
    public bool IsOurs(X509Certificate? certificate) =>
        certificate?.GetCertHashString() == _certificate.GetCertHashString();

    public ValueTask DisposeAsync()
    {
        _process.Kill();
        _certificate.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    // What is not said here is nginx's default, such as the size of the buffers for headers.
    private static string SettingsOf(string folder, int port, IReadOnlyList<Uri> sites) =>
        $$"""
            daemon off;
            worker_processes 1;
            pid {{folder}}/pid;
            error_log stderr;
            events { }
            http {
              access_log off;
              client_body_temp_path {{folder}}/body;
              proxy_temp_path {{folder}}/proxy;
              fastcgi_temp_path {{folder}}/fastcgi;
              uwsgi_temp_path {{folder}}/uwsgi;
              scgi_temp_path {{folder}}/scgi;
              map $http_upgrade $connection_upgrade { default upgrade; '' ''; }
              upstream sites { {{string.Concat(
                sites.Select(site => $"server {site.Authority}; ")
            )}} }
              server {
                listen 127.0.0.1:{{port}} ssl;
                ssl_certificate {{folder}}/site.pem;
                ssl_certificate_key {{folder}}/site.key;
                proxy_http_version 1.1;
                proxy_set_header Host $http_host;
                proxy_set_header X-Forwarded-For $remote_addr;
                proxy_set_header X-Forwarded-Proto $scheme;
                proxy_set_header Upgrade $http_upgrade;
                proxy_set_header Connection $connection_upgrade;
                location / { proxy_pass http://sites; }
                location {{Prefix}}/ {
                  proxy_pass http://sites/;
                  proxy_set_header Host $http_host;
                  proxy_set_header X-Forwarded-For $remote_addr;
                  proxy_set_header X-Forwarded-Proto $scheme;
                  proxy_set_header X-Forwarded-Prefix {{Prefix}};
                  proxy_set_header Upgrade $http_upgrade;
                  proxy_set_header Connection $connection_upgrade;
                }
              }
            }

            """;

    private static async Task<X509Certificate2> WriteCertificateAsync(string folder)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        var now = DateTimeOffset.UtcNow;
        var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        await File.WriteAllTextAsync(
            Path.Combine(folder, "site.pem"),
            certificate.ExportCertificatePem()
        );
        await File.WriteAllTextAsync(
            Path.Combine(folder, "site.key"),
            key.ExportPkcs8PrivateKeyPem()
        );
        return certificate;
    }

    private static async Task<bool> AnswersAsync(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
