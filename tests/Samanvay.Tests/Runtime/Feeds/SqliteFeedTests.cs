using Samanvay.Storage;
using Samanvay.Tests.Runtime.Commands;

namespace Samanvay.Tests.Runtime.Feeds;

public sealed class SqliteFeedTests : FeedContract, IDisposable
{
    private readonly DatabaseFolder _folder = new();

    internal override DatabaseChoice Database => new SqliteChoice(_folder.Path);

    public void Dispose() => _folder.Dispose();
}
