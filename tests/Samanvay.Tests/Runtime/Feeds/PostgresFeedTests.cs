using Samanvay.Storage;
using Samanvay.Tests.Support;

namespace Samanvay.Tests.Runtime.Feeds;

public sealed class PostgresFeedTests : FeedContract
{
    internal override DatabaseChoice Database => new PostgresChoice(Postgres.NewDatabase());
}
