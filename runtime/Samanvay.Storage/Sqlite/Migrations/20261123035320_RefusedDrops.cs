using System;
using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Samanvay.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class RefusedDrops : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
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
        }
    }
}
