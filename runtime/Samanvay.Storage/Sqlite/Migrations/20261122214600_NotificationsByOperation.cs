using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace Samanvay.Storage.Sqlite.Migrations
{
    /// <inheritdoc />
    public partial class NotificationsByOperation : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.CreateIndex(
                name: "IX_notifications_city_operation",
                table: "notifications",
                columns: new[] { "city", "operation" });
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropIndex(
                name: "IX_notifications_city_operation",
                table: "notifications");
        }
    }
}
