using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Samanvay.Storage.PostgreSql.Migrations
{
    /// <inheritdoc />
    public partial class HeldRuns : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "held",
                table: "operations",
                type: "text",
                nullable: true,
                collation: "C");

            migrationBuilder.CreateIndex(
                name: "ix_operations_held",
                table: "operations",
                column: "city",
                filter: "held IS NOT NULL");
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "ix_operations_held",
                table: "operations");

            migrationBuilder.DropColumn(
                name: "held",
                table: "operations");
        }
    }
}
