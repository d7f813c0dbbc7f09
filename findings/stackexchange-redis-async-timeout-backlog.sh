#!/usr/bin/env bash
# StackExchange.Redis 3.4.35, .NET 10.
# asyncTimeout bounds asynchronous calls, says the documentation of the configuration. While no connection can be made (the server is
# down, abortConnect=false, the default backlog) an asynchronous call waits for syncTimeout instead, rounded up by about a second:
# with asyncTimeout=500 it fails after six seconds, and its message names 5000ms. With syncTimeout=500 beside it, after about one second.
# So a caller that wants an asynchronous command to fail fast has to set the synchronous timeout, or keep a deadline of its own.
# Seen (milliseconds vary):
#   asyncTimeout=500 -> more than 4 s, message names 5000ms
#   asyncTimeout=500,syncTimeout=500 -> less than 4 s, message names 500ms
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
    <PackageReference Include="StackExchange.Redis" Version="[3.4.35]" />
  </ItemGroup>
</Project>
PROJECT

cat >Program.cs <<'PROGRAM'
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using StackExchange.Redis;

// A port of the loopback that nobody listens on.
var listener = new TcpListener(IPAddress.Loopback, 0);
listener.Start();
var port = ((IPEndPoint)listener.LocalEndpoint).Port;
listener.Stop();

foreach (var timeouts in new[] { "asyncTimeout=500", "asyncTimeout=500,syncTimeout=500" })
{
    await using var redis = await ConnectionMultiplexer.ConnectAsync(
        $"127.0.0.1:{port},connectTimeout=500,connectRetry=1,abortConnect=false,{timeouts}"
    );
    var watch = Stopwatch.StartNew();
    try
    {
        await redis.GetDatabase().HashGetAsync("key", "field");
        Console.WriteLine($"{timeouts} -> an answer");
    }
    catch (RedisException failure)
    {
        var length = watch.Elapsed > TimeSpan.FromSeconds(4) ? "more" : "less";
        var named = Regex.Match(failure.Message, @"\((\d+ms)\)").Groups[1].Value;
        Console.WriteLine($"{timeouts} -> {length} than 4 s, message names {named}");
    }
}
PROGRAM

seen=$(dotnet run)
printf '%s\n' "$seen"
expected='asyncTimeout=500 -> more than 4 s, message names 5000ms
asyncTimeout=500,syncTimeout=500 -> less than 4 s, message names 500ms'
if [ "$seen" != "$expected" ]; then
  echo "The behaviour changed." >&2
  exit 1
fi
