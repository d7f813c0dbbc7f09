#!/usr/bin/env bash
# .NET 10, Linux.
# Uri.TryCreate throws IndexOutOfRangeException for addresses whose host is made only of characters that it removes, such as U+202E,
# after two slashes. The header Referer of a request is enough, because Kestrel decodes it as UTF-8. Expected: false. Seen:
#   //\u202e//a IndexOutOfRangeException
#   file:////\u202e//a IndexOutOfRangeException
#   //\u202ea true
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
</Project>
PROJECT

cat >Program.cs <<'PROGRAM'
foreach (var text in new[] { "//\u202e//a", "file:////\u202e//a", "//\u202ea" })
{
    string seen;
    try
    {
        seen = Uri.TryCreate(text, UriKind.Absolute, out _) ? "true" : "false";
    }
    catch (IndexOutOfRangeException exception)
    {
        seen = exception.GetType().Name;
    }

    Console.WriteLine($"{text.Replace("\u202e", "\\u202e")} {seen}");
}
PROGRAM

dotnet run
