#!/usr/bin/env bash
# MailKit 4.18.2 (with MimeKit of the same release), .NET 10.
# A recipient whose address is pure ASCII, mei@xn--exmple-cua.com, is sent through a server that offers SMTPUTF8. MailKit decodes the
# domain: RCPT TO carries raw UTF-8 and MAIL FROM asks for SMTPUTF8, although no byte of the message needs it. A next server without
# SMTPUTF8 has to bounce such a mail, and would have delivered the address as it was written. Without SMTPUTF8 on offer the same
# address goes out as ASCII. Expected: an address that is ASCII stays ASCII on the wire. Seen:
#   offered=yes MAIL FROM:<a@example.com> SMTPUTF8 | RCPT TO:<mei@exämple.com>
#   offered=no MAIL FROM:<a@example.com> | RCPT TO:<mei@xn--exmple-cua.com>
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

cat >finding.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="MailKit" Version="[4.18.2]" />
  </ItemGroup>
</Project>
PROJECT

cat >Program.cs <<'PROGRAM'
using System.Net;
using System.Net.Sockets;
using System.Text;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;

Console.OutputEncoding = new UTF8Encoding(false);
foreach (var offered in new[] { true, false })
{
    Console.WriteLine($"offered={(offered ? "yes" : "no")} {await EnvelopeAsync(offered)}");
}

// What a server of twenty lines is told.
static async Task<string> EnvelopeAsync(bool offersUtf8)
{
    using var listener = new TcpListener(IPAddress.Loopback, 0);
    listener.Start();
    var server = Task.Run(async () =>
    {
        var envelope = new List<string>();
        using var client = await listener.AcceptTcpClientAsync();
        var stream = client.GetStream();
        using var reader = new StreamReader(stream, new UTF8Encoding(false));
        await using var writer = new StreamWriter(stream, new UTF8Encoding(false)) { NewLine = "\r\n", AutoFlush = true };
        await writer.WriteLineAsync("220 test ESMTP");
        while (await reader.ReadLineAsync() is { } line && line != "QUIT")
        {
            if (line.StartsWith("EHLO", StringComparison.Ordinal))
            {
                await writer.WriteLineAsync("250-test");
                await writer.WriteLineAsync(offersUtf8 ? "250-8BITMIME\r\n250 SMTPUTF8" : "250 8BITMIME");
                continue;
            }

            if (line == "DATA")
            {
                await writer.WriteLineAsync("354 go on");
                while (await reader.ReadLineAsync() is { } text && text != ".") { }
            }
            else
            {
                envelope.Add(line);
            }

            await writer.WriteLineAsync("250 ok");
        }

        await writer.WriteLineAsync("221 bye");
        return string.Join(" | ", envelope);
    });

    var message = new MimeMessage { Body = new TextPart("plain") { Text = "text" } };
    message.From.Add(new MailboxAddress("", "a@example.com"));
    message.To.Add(new MailboxAddress("", "mei@xn--exmple-cua.com"));
    using var smtp = new SmtpClient();
    await smtp.ConnectAsync("127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, SecureSocketOptions.None);
    await smtp.SendAsync(message);
    await smtp.DisconnectAsync(quit: true);
    return await server;
}
PROGRAM

seen=$(dotnet run)
printf '%s\n' "$seen"
expected='offered=yes MAIL FROM:<a@example.com> SMTPUTF8 | RCPT TO:<mei@exämple.com>
offered=no MAIL FROM:<a@example.com> | RCPT TO:<mei@xn--exmple-cua.com>'
if [ "$seen" != "$expected" ]; then
  echo "The behaviour changed." >&2
  exit 1
fi
