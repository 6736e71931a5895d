using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Samanvay.Storage.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Feeds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "feeds",
                columns: table => new
                {
                    city = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    title = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    format = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    arrival = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    gateway = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    address = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    every_seconds = table.Column<int>(type: "integer", nullable: true),
                    leaves_out_unbound = table.Column<bool>(type: "boolean", nullable: false),
                    mapping = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    bindings = table.Column<string>(type: "text", nullable: false, collation: "C")
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_feeds", x => new { x.city, x.id });
                });

            migrationBuilder.CreateTable(
                name: "refused_messages",
                columns: table => new
                {
                    city = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    feed = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    id = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    sender = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    received_at = table.Column<long>(type: "bigint", nullable: false),
                    last_at = table.Column<long>(type: "bigint", nullable: false),
                    times = table.Column<int>(type: "integer", nullable: false),
                    key = table.Column<string>(type: "text", maxLength: 64, nullable: true, collation: "C"),
                    content_type = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    headers = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    body = table.Column<byte[]>(type: "bytea", nullable: false),
                    size = table.Column<int>(type: "integer", nullable: false),
                    kept_size = table.Column<int>(type: "integer", nullable: false),
                    problems = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    problem_count = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_refused_messages", x => new { x.city, x.feed, x.id });
                });

            migrationBuilder.CreateTable(
                name: "unbound_names",
                columns: table => new
                {
                    city = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    feed = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    device = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    property = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    unit = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    last_value = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    sender = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    first_at = table.Column<long>(type: "bigint", nullable: false),
                    last_at = table.Column<long>(type: "bigint", nullable: false),
                    count = table.Column<long>(type: "bigint", nullable: false)
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "feeds");

            migrationBuilder.DropTable(
                name: "refused_messages");

            migrationBuilder.DropTable(
                name: "unbound_names");
        }
    }
}
