namespace ProfileTwoFactor.Tool.Databases;

internal enum DatabaseProvider
{
    Sqlite,
    Postgres,
    MySql,
}
