#!/usr/bin/env bash
# MySql.EntityFrameworkCore 10.0.12 (the provider of MySQL's makers) with EF Core 10 on MariaDB 10.11 (Debian's mariadb-server).
# Queries, inserts and updates of an entity work. ExecuteDelete is translated to DELETE FROM `Notes` AS `n`, a form that MySQL 8
# introduced; MariaDB refuses the alias as a syntax error, with and without a condition. So a program that passes all its reads and
# writes on MariaDB fails at its first bulk delete. Seen:
#   inserted and read: 2
#   ExecuteUpdate: 2
#   ExecuteDelete: MySqlException 1064
set -euo pipefail
for program in mariadbd mariadb-install-db; do
  command -v "$program" >/dev/null || { echo "$program is missing: apt-get install mariadb-server" >&2; exit 2; }
done
folder=$(mktemp -d)
server=
trap '[ -z "$server" ] || { kill "$server"; wait "$server" 2>/dev/null || true; }; rm -rf "$folder"' EXIT
chmod 0755 "$folder"
mkdir "$folder/data" "$folder/program"
user=()
if [ "$(id -u)" -eq 0 ]; then
  # The server refuses to run as root.
  chown mysql "$folder/data"
  user=(--user=mysql)
fi
export TMPDIR=$folder/data
mariadb-install-db --no-defaults --datadir="$folder/data" --auth-root-authentication-method=normal --skip-test-db "${user[@]}" >"$folder/install.log" 2>&1
unset TMPDIR
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
TMPDIR=$folder/data mariadbd --no-defaults --datadir="$folder/data" --socket="$folder/data/socket" --bind-address=127.0.0.1 --port="$port" "${user[@]}" >"$folder/server.log" 2>&1 &
server=$!
for _ in $(seq 100); do
  mariadb --no-defaults --host=127.0.0.1 --port="$port" --user=root --execute='SELECT 1' >/dev/null 2>&1 && break
  sleep 0.1
done

cd "$folder/program"
cat >finding.csproj <<'PROJECT'
<Project Sdk="Microsoft.NET.Sdk">
  <PropertyGroup>
    <OutputType>Exe</OutputType>
    <TargetFramework>net10.0</TargetFramework>
    <ImplicitUsings>enable</ImplicitUsings>
    <NoWarn>$(NoWarn);NU1603</NoWarn>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="MySql.EntityFrameworkCore" Version="[10.0.12]" />
  </ItemGroup>
</Project>
PROJECT

cat >Program.cs <<'PROGRAM'
using Microsoft.EntityFrameworkCore;
using MySql.Data.MySqlClient;

using var notes = new Notes(args[0]);
notes.Database.EnsureCreated();
notes.AddRange(new Note { Text = "one" }, new Note { Text = "two" });
notes.SaveChanges();
Console.WriteLine($"inserted and read: {notes.Set<Note>().Count(note => note.Text != "")}");
Console.WriteLine($"ExecuteUpdate: {notes.Set<Note>().ExecuteUpdate(set => set.SetProperty(note => note.Text, "new"))}");
try
{
    Console.WriteLine($"ExecuteDelete: {notes.Set<Note>().Where(note => note.Text == "new").ExecuteDelete()}");
}
catch (MySqlException refused)
{
    Console.WriteLine($"ExecuteDelete: {nameof(MySqlException)} {refused.Number}");
}

internal sealed class Note
{
    public int Id { get; set; }

    public required string Text { get; set; }
}

internal sealed class Notes(string port) : DbContext
{
    protected override void OnConfiguring(DbContextOptionsBuilder options) =>
        options.UseMySQL($"Server=127.0.0.1;Port={port};User ID=root;Database=notes;SslMode=Disabled");

    protected override void OnModelCreating(ModelBuilder model) => model.Entity<Note>().ToTable("Notes");
}
PROGRAM

seen=$(dotnet run -- "$port")
printf '%s\n' "$seen"
expected='inserted and read: 2
ExecuteUpdate: 2
ExecuteDelete: MySqlException 1064'
if [ "$seen" != "$expected" ]; then
  echo "The behaviour changed." >&2
  exit 1
fi
