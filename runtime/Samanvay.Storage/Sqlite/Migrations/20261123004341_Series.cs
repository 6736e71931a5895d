using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Samanvay.Storage.Sqlite.Migrations
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
