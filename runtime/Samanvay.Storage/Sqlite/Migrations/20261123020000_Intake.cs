using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Samanvay.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class Intake : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "alerts",
                columns: table => new
                {
                    city = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    source = table.Column<string>(type: "TEXT", nullable: false),
                    identifier = table.Column<string>(type: "TEXT", nullable: false),
                    sent = table.Column<long>(type: "INTEGER", nullable: false),
                    received_at = table.Column<long>(type: "INTEGER", nullable: false),
                    outcome = table.Column<string>(type: "TEXT", nullable: false),
                    facts = table.Column<byte[]>(type: "BLOB", nullable: false),
                    text = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_alerts", x => new { x.city, x.source, x.identifier, x.sent });
                });

            migrationBuilder.CreateIndex(
                name: "IX_alerts_city_received_at",
                table: "alerts",
                columns: new[] { "city", "received_at" });

            migrationBuilder.CreateIndex(
                name: "IX_alerts_received_at",
                table: "alerts",
                column: "received_at");

            migrationBuilder.AddColumn<long>(
                name: "position",
                table: "situation_states",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "position",
                table: "observation_segments",
                type: "INTEGER",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "intake_positions",
                columns: table => new
                {
                    city = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    position = table.Column<long>(type: "INTEGER", nullable: false),
                    checkpoint = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_intake_positions", x => x.city);
                });

            // The rows lie in the order of their key, so that the hours of one device lie together.
            migrationBuilder.Sql("""
                CREATE TABLE observation_hours (
                    city TEXT NOT NULL,
                    device TEXT NOT NULL,
                    hour INTEGER NOT NULL,
                    unit TEXT NOT NULL,
                    summary BLOB NOT NULL,
                    points BLOB NULL,
                    PRIMARY KEY (city, device, hour)
                ) WITHOUT ROWID
                """);

            migrationBuilder.Sql("""
                CREATE TABLE observation_marks (
                    name BLOB NOT NULL PRIMARY KEY,
                    until INTEGER NOT NULL
                ) WITHOUT ROWID
                """);

            migrationBuilder.CreateTable(
                name: "series_work",
                columns: table => new
                {
                    city = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    taken = table.Column<long>(type: "INTEGER", nullable: false),
                    taking = table.Column<long>(type: "INTEGER", nullable: false),
                    device = table.Column<string>(type: "TEXT", nullable: true),
                    trimmed = table.Column<int>(type: "INTEGER", nullable: false),
                    trimming = table.Column<int>(type: "INTEGER", nullable: false),
                    trimmed_device = table.Column<string>(type: "TEXT", nullable: true),
                    version = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_series_work", x => x.city);
                });

            migrationBuilder.CreateTable(
                name: "signal_keepings",
                columns: table => new
                {
                    city = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    signal = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    raw_days = table.Column<int>(type: "INTEGER", nullable: false),
                    hourly_days = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_signal_keepings", x => new { x.city, x.signal });
                });

            migrationBuilder.CreateIndex(
                name: "IX_situation_states_city_position",
                table: "situation_states",
                columns: new[] { "city", "position" });

            migrationBuilder.CreateIndex(
                name: "IX_observation_segments_city_position",
                table: "observation_segments",
                columns: new[] { "city", "position" });

            migrationBuilder.CreateTable(
                name: "feeds",
                columns: table => new
                {
                    city = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    title = table.Column<string>(type: "TEXT", nullable: false),
                    format = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    arrival = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    gateway = table.Column<string>(type: "TEXT", nullable: true),
                    address = table.Column<string>(type: "TEXT", nullable: true),
                    every_seconds = table.Column<int>(type: "INTEGER", nullable: true),
                    duplicate_hours = table.Column<int>(type: "INTEGER", nullable: true),
                    leaves_out_unbound = table.Column<bool>(type: "INTEGER", nullable: false),
                    mapping = table.Column<string>(type: "TEXT", nullable: true),
                    bindings = table.Column<string>(type: "TEXT", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_feeds", x => new { x.city, x.id });
                });

            migrationBuilder.CreateTable(
                name: "refused_messages",
                columns: table => new
                {
                    city = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    feed = table.Column<string>(type: "TEXT", nullable: false),
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    sender = table.Column<string>(type: "TEXT", nullable: false),
                    received_at = table.Column<long>(type: "INTEGER", nullable: false),
                    last_at = table.Column<long>(type: "INTEGER", nullable: false),
                    times = table.Column<int>(type: "INTEGER", nullable: false),
                    key = table.Column<string>(type: "TEXT", maxLength: 64, nullable: true),
                    content_type = table.Column<string>(type: "TEXT", nullable: true),
                    headers = table.Column<string>(type: "TEXT", nullable: false),
                    body = table.Column<byte[]>(type: "BLOB", nullable: false),
                    size = table.Column<int>(type: "INTEGER", nullable: false),
                    kept_size = table.Column<int>(type: "INTEGER", nullable: false),
                    problems = table.Column<string>(type: "TEXT", nullable: false),
                    problem_count = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_refused_messages", x => new { x.city, x.feed, x.id });
                });

            migrationBuilder.CreateTable(
                name: "unbound_names",
                columns: table => new
                {
                    city = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    feed = table.Column<string>(type: "TEXT", nullable: false),
                    device = table.Column<string>(type: "TEXT", nullable: false),
                    property = table.Column<string>(type: "TEXT", nullable: false),
                    unit = table.Column<string>(type: "TEXT", nullable: true),
                    last_value = table.Column<string>(type: "TEXT", nullable: true),
                    sender = table.Column<string>(type: "TEXT", nullable: false),
                    first_at = table.Column<long>(type: "INTEGER", nullable: false),
                    last_at = table.Column<long>(type: "INTEGER", nullable: false),
                    count = table.Column<long>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_unbound_names", x => new { x.city, x.feed, x.device, x.property });
                });

            migrationBuilder.CreateIndex(
                name: "IX_refused_messages_city_last_at",
                table: "refused_messages",
                columns: new[] { "city", "last_at" });

            migrationBuilder.CreateIndex(
                name: "IX_refused_messages_received_at",
                table: "refused_messages",
                column: "received_at");

            migrationBuilder.CreateTable(
                name: "feed_polls",
                columns: table => new
                {
                    city = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    feed = table.Column<string>(type: "TEXT", nullable: false),
                    address = table.Column<string>(type: "TEXT", nullable: false),
                    next_at = table.Column<long>(type: "INTEGER", nullable: false),
                    claimed_until = table.Column<long>(type: "INTEGER", nullable: true),
                    state = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_feed_polls", x => new { x.city, x.feed });
                });

            migrationBuilder.CreateTable(
                name: "service_requests",
                columns: table => new
                {
                    city = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    feed = table.Column<string>(type: "TEXT", nullable: false),
                    id = table.Column<string>(type: "TEXT", nullable: false),
                    service = table.Column<string>(type: "TEXT", nullable: false),
                    status = table.Column<string>(type: "TEXT", nullable: false),
                    requested_at = table.Column<long>(type: "INTEGER", nullable: false),
                    updated_at = table.Column<long>(type: "INTEGER", nullable: false),
                    facts = table.Column<byte[]>(type: "BLOB", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_service_requests", x => new { x.city, x.feed, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "IX_service_requests_city_requested_at",
                table: "service_requests",
                columns: new[] { "city", "requested_at" });

            migrationBuilder.CreateIndex(
                name: "IX_service_requests_updated_at",
                table: "service_requests",
                column: "updated_at");

            // What was stored before batches were counted gets the first numbers, so that it is gathered and taken out
            // like what comes after it.
            migrationBuilder.Sql("""
                UPDATE observation_segments SET position = counted.number
                FROM (SELECT id, row_number() OVER (PARTITION BY city ORDER BY id) AS number
                      FROM observation_segments) AS counted
                WHERE counted.id = observation_segments.id
                """);

            migrationBuilder.Sql("""
                INSERT INTO intake_positions (city, position, checkpoint)
                SELECT city, max(position), max(position) FROM observation_segments GROUP BY city
                """);

            migrationBuilder.CreateTable(
                name: "refused_drops",
                columns: table => new
                {
                    city = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    id = table.Column<Guid>(type: "TEXT", nullable: false),
                    which = table.Column<string>(type: "TEXT", nullable: false),
                    at = table.Column<long>(type: "INTEGER", nullable: false),
                    by = table.Column<string>(type: "TEXT", maxLength: 64, nullable: false),
                    why = table.Column<string>(type: "TEXT", nullable: false),
                    count = table.Column<int>(type: "INTEGER", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_refused_drops", x => new { x.city, x.id });
                });

            migrationBuilder.CreateIndex(
                name: "IX_refused_drops_city_at",
                table: "refused_drops",
                columns: new[] { "city", "at" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "refused_drops");

            migrationBuilder.DropTable(
                name: "service_requests");

            migrationBuilder.DropTable(
                name: "feed_polls");

            migrationBuilder.DropTable(
                name: "feeds");

            migrationBuilder.DropTable(
                name: "refused_messages");

            migrationBuilder.DropTable(
                name: "unbound_names");

            migrationBuilder.DropTable(
                name: "intake_positions");

            migrationBuilder.DropTable(
                name: "observation_hours");

            migrationBuilder.DropTable(
                name: "observation_marks");

            migrationBuilder.DropTable(
                name: "series_work");

            migrationBuilder.DropTable(
                name: "signal_keepings");

            migrationBuilder.DropIndex(
                name: "IX_situation_states_city_position",
                table: "situation_states");

            migrationBuilder.DropIndex(
                name: "IX_observation_segments_city_position",
                table: "observation_segments");

            migrationBuilder.DropColumn(
                name: "position",
                table: "situation_states");

            migrationBuilder.DropColumn(
                name: "position",
                table: "observation_segments");

            migrationBuilder.DropTable(
                name: "alerts");
        }
    }
}
