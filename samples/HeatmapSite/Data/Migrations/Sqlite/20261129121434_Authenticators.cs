using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace HeatmapSite.Data.Migrations.Sqlite
{
    /// <inheritdoc />
    public partial class Authenticators : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<string>(
                name: "Authenticators",
                table: "TwoFactorBindings",
                type: "TEXT",
                nullable: true
            );
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(name: "Authenticators", table: "TwoFactorBindings");
        }
    }
}
