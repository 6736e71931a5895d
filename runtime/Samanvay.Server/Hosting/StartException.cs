using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Samanvay.Runtime.Ports;
using Samanvay.Storage;
using SQLitePCL;

namespace Samanvay.Server.Hosting;

/// <summary>The server can not start; the message says why and what to do.</summary>
internal sealed class StartException(string message) : Exception(message)
{
    /// <summary>The sentence for what storage threw; absent for what nobody foresaw.</summary>
    public static StartException? Of(Exception problem, string folder) => problem switch
    {
        StartException known => known,
        NewerDatabaseException newer => new StartException(
            $"The data folder {folder} was written by a newer version of this program ({newer.Migration}). Start that "
                + "version, or name another folder with --data."),
        SqliteException database => Of(database, folder),
        DbUpdateException { InnerException: SqliteException database } => Of(database, folder),
        StorageUnavailableException { InnerException: SqliteException database } => Of(database, folder),
        DbException database => OfServer(database),
        DbUpdateException { InnerException: DbException database } => OfServer(database),
        StorageUnavailableException { InnerException: DbException database } => OfServer(database),
        UnauthorizedAccessException => new StartException(
            $"A file in the data folder {folder} can not be written: {problem.Message}"),
        IOException => new StartException($"A file can not be read or written: {problem.Message}"),
        _ => null,
    };

    private static StartException OfServer(DbException problem) => new(problem.SqlState switch
    {
        null => $"The database server can not be reached: {problem.Message}. Start it, or correct --database.",
        "28P01" or "28000" =>
            $"The database server does not let this user in ({problem.Message}). Correct the user in --database, or "
                + "the password in SAMANVAY_DATABASE_PASSWORD.",
        "3D000" =>
            $"The database server has no such database ({problem.Message}). Make it there, or correct --database.",
        "42501" => $"The user of the database may not do what a start needs ({problem.Message}). Give that user the "
            + "rights of the database's owner.",
        _ => $"The database can not be used: {problem.Message}",
    });

    private static StartException Of(SqliteException problem, string folder) => new(problem.SqliteErrorCode switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED =>
            $"The database in {folder} is locked by another program. Close that program, then start again.",
        raw.SQLITE_FULL =>
            $"The disk that holds {folder} is full. Free some space, then start again: nothing is lost.",
        raw.SQLITE_READONLY or raw.SQLITE_CANTOPEN or raw.SQLITE_PERM =>
            $"The database in {folder} can not be written. Let this user write it, or name another folder with --data.",
        raw.SQLITE_NOTADB or raw.SQLITE_CORRUPT =>
            $"The database in {folder} is damaged or no database. Bring back a copy, or name another with --data.",
        _ => $"The database in {folder} can not be used: {problem.Message}",
    });
}
