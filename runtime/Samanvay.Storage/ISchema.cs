namespace Samanvay.Storage;

/// <summary>The tables of one kind of database.</summary>
internal interface ISchema
{
    Task MigrateAsync(CancellationToken cancellation);
}
