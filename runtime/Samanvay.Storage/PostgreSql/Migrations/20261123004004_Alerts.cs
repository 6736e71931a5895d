using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Samanvay.Storage.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Alerts : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateTable(
                name: "alerts",
                columns: table => new
                {
                    city = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    source = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    identifier = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    sent = table.Column<long>(type: "bigint", nullable: false),
                    received_at = table.Column<long>(type: "bigint", nullable: false),
                    outcome = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    facts = table.Column<byte[]>(type: "bytea", nullable: false),
                    text = table.Column<string>(type: "text", nullable: false, collation: "C")
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropTable(
                name: "alerts");
        }
    }
}
