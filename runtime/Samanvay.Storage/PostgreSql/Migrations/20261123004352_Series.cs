using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Samanvay.Storage.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class Series : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "position",
                table: "situation_states",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.AddColumn<long>(
                name: "position",
                table: "observation_segments",
                type: "bigint",
                nullable: false,
                defaultValue: 0L);

            migrationBuilder.CreateTable(
                name: "intake_positions",
                columns: table => new
                {
                    city = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    position = table.Column<long>(type: "bigint", nullable: false),
                    checkpoint = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_intake_positions", x => x.city);
                });

            migrationBuilder.CreateTable(
                name: "observation_hours",
                columns: table => new
                {
                    city = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    device = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    hour = table.Column<long>(type: "bigint", nullable: false),
                    unit = table.Column<string>(type: "text", nullable: false, collation: "C"),
                    summary = table.Column<byte[]>(type: "bytea", nullable: false),
                    points = table.Column<byte[]>(type: "bytea", nullable: true)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_observation_hours", x => new { x.city, x.device, x.hour });
                });

            migrationBuilder.CreateTable(
                name: "observation_marks",
                columns: table => new
                {
                    name = table.Column<byte[]>(type: "bytea", nullable: false),
                    until = table.Column<int>(type: "integer", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_observation_marks", x => x.name);
                });

            migrationBuilder.CreateTable(
                name: "series_work",
                columns: table => new
                {
                    city = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    taken = table.Column<long>(type: "bigint", nullable: false),
                    taking = table.Column<long>(type: "bigint", nullable: false),
                    device = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    trimmed = table.Column<int>(type: "integer", nullable: false),
                    trimming = table.Column<int>(type: "integer", nullable: false),
                    trimmed_device = table.Column<string>(type: "text", nullable: true, collation: "C"),
                    version = table.Column<long>(type: "bigint", nullable: false)
                },
                constraints: table =>
                {
                    table.PrimaryKey("PK_series_work", x => x.city);
                });

            migrationBuilder.CreateTable(
                name: "signal_keepings",
                columns: table => new
                {
                    city = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    signal = table.Column<string>(type: "text", maxLength: 64, nullable: false, collation: "C"),
                    raw_days = table.Column<int>(type: "integer", nullable: false),
                    hourly_days = table.Column<int>(type: "integer", nullable: false)
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
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
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
        }
    }
}
